package io.amibuilder.examples.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import io.amibuilder.examples.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Every message that the library and its programs can produce, read from their source, in one file to be read aloud: what is
 * wrong, by which rule, with which value and unit, and what to do. A new message, or another wording, is seen there first.
 */
class MessagesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/io/amibuilder/examples/messages.txt");
    private static final List<String> MODULES = List.of("ami-builder-core", "ami-builder-aws", "ami-builder-examples");

    @Test
    void theMessagesAreThoseThatWereRead() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String module : MODULES) {
            Path sources = Repository.ROOT.resolve(module).resolve("src/main/java");
            JavacTask task = task(sources);
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                String source = unit.getSourceFile().getCharContent(false).toString();
                List<String> messages = new ArrayList<>();
                new MessageScanner(
                                expression -> source.substring((int) positions.getStartPosition(unit, expression), (int)
                                        positions.getEndPosition(unit, expression)))
                        .scan(unit, messages);
                if (!messages.isEmpty()) {
                    text.append(sources.relativize(Path.of(unit.getSourceFile().toUri())))
                            .append('\n');
                    messages.forEach(
                            message -> text.append("    ").append(message).append('\n'));
                }
            }
        }
        Files.writeString(Path.of("target/messages.txt"), text); // to read, and to copy when it is right
        assertThat(text.toString()).isEqualTo(Files.readString(GOLDEN));
    }

    private static JavacTask task(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        try (Stream<Path> found = Files.walk(sources)) {
            List<Path> java = found.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            return (JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(java));
        }
    }
}
