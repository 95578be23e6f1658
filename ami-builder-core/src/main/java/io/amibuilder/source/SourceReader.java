package io.amibuilder.source;

import io.amibuilder.lint.LintCode;
import io.amibuilder.rootfs.Content;
import io.amibuilder.rootfs.FileTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a source directory by the convention. */
final class SourceReader {
    private static final String METADATA = "ami.env";
    private static final String ALLOWED = "LINT_ALLOW";
    private static final String DESCRIPTION = "readme.md";
    private static final String INSTALL = "script/install.sh";

    private SourceReader() {}

    static AmiSource read(Path directory, ReadOptions options) {
        SourceDirectory source = SourceDirectory.of(directory);
        String origin = String.valueOf(directory.toAbsolutePath().normalize().getFileName());
        if (source.file(SourceDirectory.COMPILE).isEmpty()) {
            return contents(source, options, origin, new CompileOutput(Map.of(), ""), Optional.empty());
        }
        source.cloudinit();
        source.fs().ifPresent(FileTree::read); // what cannot be packed is said before it is lost in the copy
        PrivateDirectory temporary = PrivateDirectory.create();
        try {
            SourceDirectory copy = new SourceDirectory(temporary.path().resolve("source"));
            SourceCopy.copy(directory, copy.root());
            copy.ensureBoth(); // compile.sh may add to either
            CompileOutput output = new CompileScript(copy.root(), temporary.path(), options).run();
            return contents(copy, options, origin, output, Optional.of(temporary));
        } catch (RuntimeException | Error e) {
            discard(temporary, e);
            throw e;
        }
    }

    private static AmiSource contents(
            SourceDirectory source,
            ReadOptions options,
            String origin,
            CompileOutput output,
            Optional<PrivateDirectory> temporary) {
        Optional<Path> cloudinit = source.cloudinit();
        Optional<Path> fs = source.fs();
        Map<String, String> metadata =
                text(source, METADATA).map(t -> EnvLines.parse(METADATA, t)).orElse(Map.of());
        PartList parts = cloudinit
                .map(directory -> new PartFiles(directory, allowed(options, metadata)).read())
                .orElse(new PartList(List.of(), List.of()));
        FileTree tree = fs.map(FileTree::read).orElse(FileTree.empty());
        return new AmiSource(
                origin,
                parts.warning(Misspelt.warnings(source.root())),
                ReservedPaths.check(tree),
                bytes(source, INSTALL).map(SourceReader::runnable).map(Content::of),
                output,
                metadata,
                text(source, DESCRIPTION).orElse(""),
                temporary);
    }

    /** What the caller allows, and what the source itself says is meant so. */
    private static Set<LintCode> allowed(ReadOptions options, Map<String, String> metadata) {
        Set<LintCode> allowed = new HashSet<>(options.allowed());
        for (String code : metadata.getOrDefault(ALLOWED, "").split("[ ,]+", -1)) {
            if (!code.isEmpty()) {
                allowed.add(code(code));
            }
        }
        return allowed;
    }

    private static LintCode code(String text) {
        return LintCode.of(text)
                .orElseThrow(() -> new SourceLayoutException(
                        METADATA,
                        "must name findings of the linter in " + ALLOWED + ", as in AB202, but has '" + text
                                + "'. Correct it"));
    }

    private static Optional<String> text(SourceDirectory source, String name) {
        return bytes(source, name).map(bytes -> Utf8Text.of(name, bytes));
    }

    private static Optional<byte[]> bytes(SourceDirectory source, String name) {
        return source.file(name).map(file -> Utf8Text.bytes(file.toString(), Content.of(file)));
    }

    /** cloud-init repairs the ends of lines of scripts among the parts; this one is a file like any other. */
    private static byte[] runnable(byte[] script) {
        String text = new String(script, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        if (text.startsWith("#!") && end > 0 && text.charAt(end - 1) == '\r') {
            throw new SourceLayoutException(
                    INSTALL,
                    "must have lines that end in a line feed, because the instance finds no interpreter whose name ends in"
                            + " a carriage return, but its first line ends in both. Convert it, as dos2unix does");
        }
        return script;
    }

    private static void discard(PrivateDirectory temporary, Throwable failure) {
        try {
            temporary.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
