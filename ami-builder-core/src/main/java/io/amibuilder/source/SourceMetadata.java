package io.amibuilder.source;

import io.amibuilder.rootfs.Content;
import java.nio.file.Path;
import java.util.Map;

/** What a source directory says of itself in {@code ami.env}, without reading the rest of it. */
public final class SourceMetadata {
    private static final String FILE = "ami.env";

    private SourceMetadata() {}

    /**
     * {@return the {@code NAME=value} lines of {@code ami.env}; none when there is no such file}
     *
     * @param directory the source directory
     * @throws SourceLayoutException when the directory is missing, or has neither {@code cloudinit/} nor {@code fs/}
     * @throws MetadataSyntaxException when a line is malformed
     */
    public static Map<String, String> read(Path directory) {
        return SourceDirectory.of(directory)
                .file(FILE)
                .map(file -> Utf8Text.of(FILE, Utf8Text.bytes(file.toString(), Content.of(file))))
                .map(text -> EnvLines.parse(FILE, text))
                .orElse(Map.of());
    }
}
