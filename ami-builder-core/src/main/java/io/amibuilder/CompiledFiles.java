package io.amibuilder;

import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.rootfs.Compression;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.userdata.Userdata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The files by which phase 1 hands over to phase 2. Their names and contents are relied on by other programs. */
final class CompiledFiles {
    static final String USERDATA = "userdata.gz";
    static final String VARIABLES = "vars.env";
    static final String MANIFEST = "manifest.json";

    private CompiledFiles() {}

    static void write(CompiledAmi compiled, Path directory) {
        try {
            Files.createDirectories(directory);
            // what an earlier compile left would be taken for this one's, and a half-written directory for a whole one
            Files.deleteIfExists(directory.resolve(USERDATA));
            for (Compression any : Compression.values()) {
                Files.deleteIfExists(directory.resolve(rootfsName(any)));
            }
            compiled.rootfs().ifPresent(rootfs -> rootfs.writeTo(directory.resolve(rootfsName(rootfs.compression()))));
            Files.writeString(directory.resolve(VARIABLES), ShellVariables.write(compiled.variables()));
            Files.writeString(directory.resolve(MANIFEST), Manifest.write(compiled));
            Files.write(directory.resolve(USERDATA), compiled.userdata().bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("writing the compiled user-data to " + directory, e);
        }
    }

    static CompiledAmi read(Path directory) {
        Path userdataFile = directory.resolve(USERDATA);
        if (!Files.isRegularFile(userdataFile)) {
            throw new AmiBuilderException("a compiled directory must hold a file " + USERDATA + ", but '" + directory
                    + "' does not; compile the source into it first");
        }
        try {
            Userdata userdata = Userdata.of(Files.readAllBytes(userdataFile));
            Path variablesFile = directory.resolve(VARIABLES);
            Map<String, String> variables = Files.exists(variablesFile)
                    ? ShellVariables.read(Files.readString(variablesFile), variablesFile.toString())
                    : Map.of();
            Optional<Rootfs> rootfs = rootfsFile(directory).map(file -> checked(file, variables));
            if (rootfs.isEmpty() && variables.containsKey("FSS3URL")) {
                throw new AmiBuilderException("'" + directory + "' must hold " + rootfsName(Compression.GZIP)
                        + ", which its " + VARIABLES + " sends to " + variables.get("FSS3URL")
                        + ", but does not; copy all files of the compile");
            }
            Optional<RootfsLocation> location = rootfs.isPresent()
                    ? Optional.of(new RootfsLocation(Objects.requireNonNull(variables.get("FSS3URL"))))
                    : Optional.empty();
            Manifest.Contents contents = Manifest.read(directory.resolve(MANIFEST));
            contents.userdataSha256()
                    .filter(told -> !told.equals(userdata.digest().hex()))
                    .ifPresent(told -> {
                        throw new AmiBuilderException("the SHA-256 of '" + userdataFile + "' must be " + told + " ("
                                + MANIFEST + "), but is " + userdata.digest()
                                + "; the files are of two compiles. Compile the source again");
                    });
            return new CompiledAmi(userdata, rootfs, location, variables, contents.parts(), contents.files());
        } catch (IOException e) {
            throw new UncheckedIOException("reading the compiled user-data in " + directory, e);
        }
    }

    /** {@code fs.tgz}, or {@code fs.tar.zst}. */
    private static String rootfsName(Compression compression) {
        return "fs." + compression.ending();
    }

    private static Optional<Path> rootfsFile(Path directory) {
        List<Path> found = Stream.of(Compression.values())
                .map(compression -> directory.resolve(rootfsName(compression)))
                .filter(Files::exists)
                .toList();
        if (found.size() > 1) {
            throw new AmiBuilderException("a compiled directory must hold one rootfs, but holds " + found
                    + "; remove the one that is older, or compile the source again");
        }
        return found.stream().findFirst();
    }

    private static Rootfs checked(Path file, Map<String, String> variables) {
        if (!variables.containsKey("FSS3URL")) {
            throw new AmiBuilderException("'" + file.getParent() + "' holds " + file.getFileName() + ", but its "
                    + VARIABLES + " does not say where it goes (FSS3URL); compile the source again");
        }
        Rootfs rootfs = Rootfs.read(file);
        String expected = variables.get("FSSHA256");
        if (expected != null && !expected.equals(rootfs.digest().hex())) {
            throw new AmiBuilderException(
                    "the SHA-256 of '" + file + "' must be " + expected + " (FSSHA256 in " + VARIABLES
                            + "), but is " + rootfs.digest()
                            + "; the file was changed after it was compiled. Compile the source again");
        }
        return rootfs;
    }
}
