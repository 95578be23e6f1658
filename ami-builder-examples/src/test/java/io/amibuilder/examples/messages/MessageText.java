package io.amibuilder.examples.messages;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.util.SimpleTreeVisitor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A string expression as the text that it makes, with braces around what is known only at run time; choices stand in
 * braces too, with a bar between them.
 */
final class MessageText extends SimpleTreeVisitor<String, Void> {
    private static final Pattern PLACE = Pattern.compile("%[-#+ 0,(]*\\d*(\\.\\d+)?[a-zA-Z]");
    private static final int SHOWN_CHARACTERS = 60;

    private final Function<ExpressionTree, String> source;
    private final StringBuilder literals = new StringBuilder();
    private final List<ExpressionTree> unknown = new ArrayList<>();

    /** @param source tells how an expression is written */
    MessageText(Function<ExpressionTree, String> source) {
        this.source = source;
    }

    /** What the source says in words, without what is filled in. */
    String literals() {
        return literals.toString();
    }

    /** The expressions that are filled in. */
    List<ExpressionTree> unknown() {
        return unknown;
    }

    @Override
    public String visitLiteral(LiteralTree literal, Void none) {
        String text = String.valueOf(literal.getValue());
        if (literal.getKind() == Kind.STRING_LITERAL) {
            literals.append(text).append('\n');
        }
        return text;
    }

    @Override
    public String visitParenthesized(ParenthesizedTree parenthesized, Void none) {
        return visit(parenthesized.getExpression(), null);
    }

    @Override
    public String visitBinary(BinaryTree binary, Void none) {
        return binary.getKind() == Kind.PLUS
                ? visit(binary.getLeftOperand(), null) + visit(binary.getRightOperand(), null)
                : filledIn(binary);
    }

    @Override
    public String visitConditionalExpression(ConditionalExpressionTree choice, Void none) {
        unknown.add(choice.getCondition());
        return "{" + visit(choice.getTrueExpression(), null) + "|" + visit(choice.getFalseExpression(), null) + "}";
    }

    @Override
    public String visitMethodInvocation(MethodInvocationTree call, Void none) {
        if (call.getMethodSelect() instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals("formatted")) {
            Iterator<? extends ExpressionTree> arguments = call.getArguments().iterator();
            return PLACE.matcher(visit(select.getExpression(), null))
                    .replaceAll(place ->
                            arguments.hasNext() ? Matcher.quoteReplacement(visit(arguments.next(), null)) : "{}");
        }
        return filledIn(call);
    }

    @Override
    protected String defaultAction(com.sun.source.tree.Tree tree, Void none) {
        return tree instanceof ExpressionTree expression ? filledIn(expression) : "{}";
    }

    private String filledIn(ExpressionTree expression) {
        unknown.add(expression);
        String written = source.apply(expression).replaceAll("\\s+", " ");
        return "{"
                + (written.length() > SHOWN_CHARACTERS ? written.substring(0, SHOWN_CHARACTERS) + "..." : written)
                + "}";
    }
}
