package io.amibuilder.source;

import io.amibuilder.rootfs.Content;
import io.amibuilder.rootfs.FileTree;
import io.amibuilder.rootfs.TreeEntry;
import io.amibuilder.userdata.UserPart;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an image is made of. Immutable and safe for use by several threads. The files of {@link #rootfs()} stay where they
 * are until they are packed; when {@code script/compile.sh} ran, that is a private copy which {@link #close()} removes,
 * as does the end of the JVM.
 */
public final class AmiSource implements AutoCloseable {
    private static final int INSTALL_MODE = 0700; // run by root alone, and removed afterwards

    private final String origin;
    private final PartList parts;
    private final FileTree rootfs;
    private final Optional<Content> install;
    private final Map<String, String> variables;
    private final String compileOutput;
    private final Map<String, String> metadata;
    private final String description;
    private final Optional<PrivateDirectory> temporary;

    AmiSource(
            String origin,
            PartList parts,
            FileTree rootfs,
            Optional<Content> install,
            CompileOutput output,
            Map<String, String> metadata,
            String description,
            Optional<PrivateDirectory> temporary) {
        this.origin = origin;
        this.parts = parts;
        this.rootfs = rootfs;
        this.install = install;
        this.variables = Collections.unmodifiableMap(new LinkedHashMap<>(output.variables()));
        this.compileOutput = output.tail();
        this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        this.description = description;
        this.temporary = temporary;
    }

    /**
     * Reads a source directory with {@link ReadOptions#defaults()}; see {@link #read(Path, ReadOptions)}.
     *
     * @param directory the source directory; only read
     * @return the source
     */
    public static AmiSource read(Path directory) {
        return read(directory, ReadOptions.defaults());
    }

    /**
     * Reads a source directory. When it has a {@code script/compile.sh}, that is run first, in a private copy; the
     * directory itself is never written to.
     *
     * @param directory the source directory; only read
     * @param options how it is read
     * @return the source
     * @throws SourceLayoutException when the directory is missing, has neither {@code cloudinit/} nor {@code fs/}, or
     *     something else lies where the convention has its files
     * @throws CompileScriptException when compile.sh fails, runs too long or cannot be started
     * @throws ReservedPathException when {@code fs/} has files that would not be in the image
     * @throws DuplicatePartException when two cloud-config parts differ only in their extension
     * @throws SourceEncodingException when a part or another text is not UTF-8
     * @throws MetadataSyntaxException when a line of {@code ami.env} is malformed
     * @throws io.amibuilder.userdata.UnknownPartException when cloud-init would drop a part
     * @throws io.amibuilder.lint.LintException when cloud-init would drop or misread something
     * @throws io.amibuilder.rootfs.UnreadableFileException when a file cannot be read
     * @throws io.amibuilder.rootfs.UnpackableFileException at a device, socket, FIFO, or a name that is not UTF-8
     */
    public static AmiSource read(Path directory, ReadOptions options) {
        return SourceReader.read(directory, options);
    }

    /** {@return a builder of a source in code} */
    public static AmiSourceBuilder builder() {
        return new AmiSourceBuilder();
    }

    /** {@return the parts in the order of their names} */
    public List<UserPart> parts() {
        return parts.parts();
    }

    /** {@return the files of {@code fs/}; without install.sh} */
    public FileTree rootfs() {
        return rootfs;
    }

    /** {@return {@link #rootfs()} and, if there is an install.sh, {@code var/local/install.sh} with mode 0700} */
    public FileTree rootfsWithInstall() {
        return install.map(
                        script -> rootfs.with(new TreeEntry.RegularFile(ReservedPaths.INSTALL, INSTALL_MODE, script)))
                .orElse(rootfs);
    }

    /** {@return {@code script/install.sh}, byte for byte, kept in memory} */
    public Optional<Content> install() {
        return install;
    }

    /**
     * {@return the {@code NAME=value} lines of compile.sh's standard output, in the order in which the names came
     * first}
     */
    public Map<String, String> variables() {
        return variables;
    }

    /** {@return the last 8 KiB that compile.sh wrote; empty when there is none} */
    public String compileOutput() {
        return compileOutput;
    }

    /** {@return {@code ami.env}: NAME, VERSION, BASE and others} */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** {@return {@code readme.md}, or empty} */
    public String description() {
        return description;
    }

    /** {@return sentences on what is odd but works} */
    public List<String> warnings() {
        return parts.warnings();
    }

    /** Removes the private copy, if there is one; {@link #rootfs()} cannot be packed afterwards. */
    @Override
    public void close() {
        temporary.ifPresent(PrivateDirectory::close);
    }

    /** Names variables without their values, which may be secret. */
    @Override
    public String toString() {
        String listed = parts().stream()
                .map(part -> part.name() + " (" + part.text().length() + " characters)")
                .collect(Collectors.joining(", "));
        return """
                AMI source %s
                  cloudinit  %s
                  fs         %s
                  install    %s
                  variables  %s
                  warnings   %d""".formatted(
                        metadata.getOrDefault("NAME", origin),
                        listed.isEmpty() ? "no parts" : listed,
                        rootfs,
                        install.map(script -> script.sizeBytes() + " bytes").orElse("no"),
                        variables.isEmpty() ? "none" : String.join(", ", variables.keySet()),
                        warnings().size());
    }
}
