package io.amibuilder.userdata;

import io.amibuilder.RealTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A directory with nothing but some programs, as wrappers of the real ones. */
final class ToolsPath {
    private final Path bin;

    ToolsPath(Path bin, String... tools) throws IOException, InterruptedException {
        this.bin = Files.createDirectories(bin);
        for (String tool : tools) {
            String real = RealTools.run(bin, "sh", "-c", "PATH=/usr/bin:/bin; command -v " + tool)
                    .strip();
            Path wrapper = bin.resolve(tool);
            Files.writeString(wrapper, "#!/bin/sh\nexec " + real + " \"$@\"\n");
            Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** Adds a copy of a program that is itself a script. */
    void copy(String tool) throws IOException, InterruptedException {
        RealTools.run(bin, "sh", "-c", "PATH=/usr/bin:/bin; cp \"$(command -v " + tool + ")\" .");
    }

    /** Runs a program, by its full path, that finds only the tools. */
    String run(Path directory, String program, String script) throws IOException, InterruptedException {
        return RealTools.run(
                directory,
                "/bin/sh",
                "-c",
                "export PATH=" + bin + "; " + program + " " + script + " 2>&1 || s=$?; echo status=${s-0}");
    }
}
