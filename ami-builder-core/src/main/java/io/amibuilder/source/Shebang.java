package io.amibuilder.source;

import io.amibuilder.rootfs.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command that runs a script as the kernel would (execve(2)): its first line's interpreter with at most one argument.
 * The interpreter is started by us, so that neither a missing execute bit nor a temporary directory mounted "noexec"
 * stops the script.
 */
final class Shebang {
    private static final int MAX_LINE_BYTES = 256; // BINPRM_BUF_SIZE, what Linux reads of a file
    private static final Pattern LINE = Pattern.compile("#![ \\t]*([^ \\t\\n]+)[ \\t]*([^\\n]*?)[ \\t]*(?:\\n|\\z)");

    private static final Path BASH = Path.of("/bin/bash");

    private Shebang() {}

    static List<String> command(Path script) {
        Matcher line = LINE.matcher(head(script));
        if (!line.lookingAt()) {
            // without #! the language is anybody's guess: that of the machine's better shell
            String shell = Files.isExecutable(BASH) ? BASH.toString() : "/bin/sh";
            return List.of(shell, script.toString());
        }
        return line.group(2).isEmpty()
                ? List.of(line.group(1), script.toString())
                : List.of(line.group(1), line.group(2), script.toString());
    }

    private static String head(Path script) {
        try (InputStream in = Files.newInputStream(script)) {
            return new String(in.readNBytes(MAX_LINE_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UnreadableFileException(script.toString(), e);
        }
    }
}
