package io.amibuilder;

import io.amibuilder.rootfs.PackedFile;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.source.AmiSource;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.userdata.PartSize;
import io.amibuilder.userdata.Userdata;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What phase 1 makes and phase 2 takes: the finished user-data, the rootfs tarball when it did not fit inside, and the
 * variables. Compiling is a pure function of the source and the options: the same input gives the
 * same bytes on one JDK (another one's zlib may compress differently). Immutable;
 * {@link #close()} removes the temporary file of a large rootfs.
 */
public final class CompiledAmi implements AutoCloseable {
    private final Userdata userdata;
    private final Optional<Rootfs> rootfs;
    private final Optional<RootfsLocation> location;
    private final Map<String, String> variables;
    private final List<PartSize> parts;
    private final List<PackedFile> files;
    private final boolean owned;

    CompiledAmi(
            Userdata userdata,
            Optional<Rootfs> rootfs,
            Optional<RootfsLocation> location,
            Map<String, String> variables,
            List<PartSize> parts,
            List<PackedFile> files) {
        this(userdata, rootfs, location, variables, parts, files, true);
    }

    private CompiledAmi(
            Userdata userdata,
            Optional<Rootfs> rootfs,
            Optional<RootfsLocation> location,
            Map<String, String> variables,
            List<PartSize> parts,
            List<PackedFile> files,
            boolean owned) {
        this.userdata = userdata;
        this.rootfs = rootfs;
        this.location = location;
        this.variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        this.parts = List.copyOf(parts);
        this.files = List.copyOf(files);
        this.owned = owned;
    }

    /**
     * Compiles a source whose rootfs fits inside the user-data.
     *
     * @param source what to compile
     * @return what was compiled; close it
     */
    public static CompiledAmi compile(AmiSource source) {
        return compile(source, CompileOptions.defaults());
    }

    /**
     * Compiles a source.
     *
     * @param source what to compile
     * @param options how
     * @return what was compiled; close it
     * @throws io.amibuilder.error.AmiBuilderException when the source cannot become user-data; the message says why
     */
    public static CompiledAmi compile(AmiSource source, CompileOptions options) {
        return Compilation.of(source, options, Optional.empty());
    }

    /**
     * User-data compiled earlier, with the rootfs tarball that belongs to it.
     *
     * @param userdata the user-data
     * @param rootfs the tarball that the instance will fetch
     * @param location where the instance will look for it: the place that was given when it was compiled
     * @return both together; close it
     */
    public static CompiledAmi of(Userdata userdata, Rootfs rootfs, RootfsLocation location) {
        return new CompiledAmi(
                userdata,
                Optional.of(rootfs),
                Optional.of(location.resolve(rootfs)),
                Map.of(),
                List.of(),
                rootfs.files());
    }

    /**
     * Reads what {@link #writeTo} has written, here or on another machine.
     *
     * @param directory where the files are
     * @return what was read; close it
     * @throws io.amibuilder.error.AmiBuilderException when files are missing or do not belong together
     */
    public static CompiledAmi read(Path directory) {
        return CompiledFiles.read(directory);
    }

    /**
     * Writes {@code userdata.gz}, {@code fs.tgz} (or {@code fs.tar.zst}) when there is one, {@code vars.env} and {@code manifest.json} into a
     * directory, which is made when it does not exist; what an earlier compile left there is replaced.
     *
     * @param directory where to write; need not exist
     */
    public void writeTo(Path directory) {
        CompiledFiles.write(this, directory);
    }

    /** {@return the finished user-data} */
    public Userdata userdata() {
        return userdata;
    }

    /** {@return the rootfs that must be stored before the launch; empty when there is none or it is inside the user-data} */
    public Optional<Rootfs> rootfs() {
        return rootfs;
    }

    /** {@return where the instance will look for the rootfs; present exactly when {@link #rootfs()} is} */
    public Optional<RootfsLocation> rootfsLocation() {
        return location;
    }

    /** {@return {@code NAME=value}: what compile.sh printed, and where the rootfs goes} */
    public Map<String, String> variables() {
        return variables;
    }

    /** {@return the parts of the user-data and their sizes; empty when read from a directory without a manifest} */
    public List<PartSize> parts() {
        return parts;
    }

    /** {@return what goes into the image, inside the user-data or apart from it} */
    public List<PackedFile> files() {
        return files;
    }

    /** {@return what it makes of an instance: the steps in order, the files, and the merged cloud-config} */
    public Explanation explain() {
        return Explanation.of(this);
    }

    /** The same for somebody who must not remove the temporary file. */
    CompiledAmi borrowed() {
        return new CompiledAmi(userdata, rootfs, location, variables, parts, files, false);
    }

    @Override
    public void close() {
        if (owned) {
            rootfs.ifPresent(Rootfs::close);
        }
    }

    /** A table of the parts with their share of the 16,384 bytes, and where the files are. */
    @Override
    public String toString() {
        return SizeReport.of(this);
    }
}
