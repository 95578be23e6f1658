package io.amibuilder.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The programs that do the work.
 *
 * @param qemu runs a machine
 * @param qemuImg makes and converts disks
 * @param socat joins a guest's connection to the loopback
 * @param setsid starts a program apart from the terminal
 */
record Tools(Path qemu, Path qemuImg, Path socat, Path setsid) {
    private static final Map<String, String> PACKAGES = new LinkedHashMap<>();

    static {
        PACKAGES.put("qemu-system-x86_64", "qemu-system-x86");
        PACKAGES.put("qemu-img", "qemu-utils");
        PACKAGES.put("socat", "socat");
        PACKAGES.put("setsid", "util-linux");
    }

    /**
     * Looks along a search path.
     *
     * @throws MissingToolsException that names all that are missing
     */
    static Tools on(String searchPath) {
        Map<String, Path> found = new LinkedHashMap<>();
        Map<String, String> missing = new LinkedHashMap<>();
        PACKAGES.forEach((program, debian) -> {
            Optional<Path> file = Arrays.stream(searchPath.split(File.pathSeparator))
                    .filter(directory -> !directory.isEmpty())
                    .map(directory -> Path.of(directory, program))
                    .filter(Files::isExecutable)
                    .findFirst();
            file.ifPresentOrElse(path -> found.put(program, path), () -> missing.put(program, debian));
        });
        if (!missing.isEmpty()) {
            throw new MissingToolsException(missing);
        }
        return new Tools(
                found.getOrDefault("qemu-system-x86_64", Path.of("")),
                found.getOrDefault("qemu-img", Path.of("")),
                found.getOrDefault("socat", Path.of("")),
                found.getOrDefault("setsid", Path.of("")));
    }
}
