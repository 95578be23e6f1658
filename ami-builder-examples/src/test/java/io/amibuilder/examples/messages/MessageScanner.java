package io.amibuilder.examples.messages;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreeScanner;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Collects the texts of a source file that consist of words: whatever a person could be shown. */
final class MessageScanner extends TreeScanner<Void, List<String>> {
    private static final Pattern WORDS = Pattern.compile("\\p{L}{2,}[,;:.)']* (\\p{L}|')|\\p{L} \\p{L}{3,}");

    private final Function<ExpressionTree, String> source;

    /** @param source tells how an expression is written */
    MessageScanner(Function<ExpressionTree, String> source) {
        this.source = source;
    }

    @Override
    public Void visitAnnotation(AnnotationTree annotation, List<String> found) {
        return null; // tells the compiler something
    }

    @Override
    public Void visitLiteral(LiteralTree literal, List<String> found) {
        return text(literal, found, () -> null);
    }

    @Override
    public Void visitBinary(BinaryTree binary, List<String> found) {
        return text(binary, found, () -> super.visitBinary(binary, found));
    }

    @Override
    public Void visitConditionalExpression(ConditionalExpressionTree choice, List<String> found) {
        return text(choice, found, () -> super.visitConditionalExpression(choice, found));
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, List<String> found) {
        return text(call, found, () -> super.visitMethodInvocation(call, found));
    }

    /** Takes the whole expression for one text, and looks for further ones only in what is filled in. */
    private Void text(ExpressionTree expression, List<String> found, Supplier<Void> parts) {
        MessageText message = new MessageText(source);
        String text = message.visit(expression, null);
        if (!WORDS.matcher(message.literals()).find()) {
            return parts.get();
        }
        found.add(text.strip().replace("\n", "\\n"));
        message.unknown().stream().filter(part -> part != expression).forEach(part -> scan(part, found));
        return null;
    }
}
