package io.amibuilder.userdata;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The shell commands that make a tree, with text as text, which the gzip around everything packs better than base64 of
 * another gzip. The commands make it in a directory of ours; from there it goes through {@code tar} like every other, so
 * that existing directories and links are treated alike.
 */
final class TreeCommands {
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9._/+@:,-]+");
    private static final int DIRECTORY_MODE = 0755; // as root's umask of 022 makes it
    private static final int FILE_MODE = 0644;

    private TreeCommands() {}

    static InlineCarrier.Load of(TarTree tree) {
        return new InlineCarrier.Load(
                commands(tree), "tar -cf - --mtime=@" + tree.modifiedSeconds() + " -C \"$D/t\" .", "");
    }

    private static String commands(TarTree tree) {
        StringBuilder script = new StringBuilder("umask 22\nmkdir \"$D/t\"\ncd \"$D/t\"\n");
        SortedMap<Integer, StringBuilder> modes = new TreeMap<>();
        Set<String> made = new HashSet<>(Set.of("", "."));
        for (TarTree.Entry entry : tree.entries()) {
            String path = quoted(entry.path());
            String parent = entry.path().substring(0, Math.max(0, entry.path().lastIndexOf('/')));
            if (made.add(parent)) { // a tarball may leave out what 0755 is good enough for
                script.append("mkdir -p ").append(quoted(parent)).append('\n');
            }
            made.add(entry.path());
            script.append(
                    switch (entry.type()) {
                        case DIRECTORY -> "mkdir -p " + path + "\n";
                        case FILE -> file(path, entry.content());
                        case SYMLINK -> "ln -s -- " + quoted(entry.target()) + " " + path + "\n";
                        case HARD_LINK -> "ln " + quoted("./" + entry.target()) + " " + path + "\n";
                    });
            boolean own = entry.type() == TarTree.Type.DIRECTORY
                    ? entry.mode() != DIRECTORY_MODE
                    : entry.type() == TarTree.Type.FILE && entry.mode() != FILE_MODE;
            if (own) {
                modes.computeIfAbsent(entry.mode(), mode -> new StringBuilder())
                        .append(' ')
                        .append(path);
            }
        }
        modes.forEach((mode, paths) -> script.append("chmod ")
                .append(Integer.toOctalString(mode))
                .append(paths)
                .append('\n'));
        return script.append("cd /\n").toString();
    }

    private static String file(String path, byte[] content) {
        Optional<String> text = text(content);
        if (text.isEmpty()) {
            return "base64 -d >" + path + " <<'E'\n" + Base64.getEncoder().encodeToString(content) + "\nE\n";
        }
        String body = text.get();
        if (body.isEmpty()) {
            return ": >" + path + "\n";
        }
        String end = end(body);
        return body.endsWith("\n")
                ? "cat >" + path + " <<'" + end + "'\n" + body + end + "\n"
                : "head -c-1 >" + path + " <<'" + end + "'\n" + body + "\n" + end + "\n";
    }

    /** A word that ends a text and is no line of it. */
    private static String end(String body) {
        String end = "E";
        while (body.lines().anyMatch(end::equals)) {
            end += "E";
        }
        return end;
    }

    /** The text, when it can travel as such; shells lose NULs, and some lose other control characters. */
    static Optional<String> text(byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            boolean plain = text.chars().noneMatch(c -> (c < ' ' && c != '\n' && c != '\t') || c == 0x7f);
            return plain ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String quoted(String word) {
        return PLAIN_WORD.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
