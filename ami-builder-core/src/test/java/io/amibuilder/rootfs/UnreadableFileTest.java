package io.amibuilder.rootfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.RealTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own without root's right to read everything. */
class UnreadableFileTest {
    @TempDir
    private Path directory;

    private TreeOnDisk disk;

    @BeforeEach
    void makeFs() throws Exception {
        RealTools.require("env", RealTools.isRoot() ? "setpriv" : "env");
        disk = new TreeOnDisk(Files.createDirectory(directory.resolve("fs")));
    }

    @Test
    void anUnreadableFileIsAnErrorThatNamesIt() throws Exception {
        disk.file("etc/shadow", "x", 0);

        assertThat(messageOfReading()).isEqualTo(message("fs/etc/shadow"));
    }

    @Test
    void anUnreadableDirectoryIsAnErrorThatNamesIt() throws Exception {
        disk.directory("root", 0);

        assertThat(messageOfReading()).isEqualTo(message("fs/root"));
        Files.setAttribute(directory.resolve("fs/root"), "unix:mode", 0700); // else it cannot be removed
    }

    private String message(String file) throws Exception {
        return "'" + directory.toRealPath().resolve(file)
                + "' must be readable, but was not: permission denied. Correct it or remove it";
    }

    private String messageOfReading() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(
                RealTools.isRoot() ? List.of("setpriv", "--inh-caps=-all", "--bounding-set=-all") : List.of("env"));
        command.addAll(List.of(java, "-cp", System.getProperty("java.class.path"), Reading.class.getName()));
        return RealTools.run(directory, command.toArray(String[]::new)).strip();
    }

    /** The program that reads {@code fs} in its working directory. */
    static final class Reading {
        private Reading() {}

        public static void main(String[] arguments) {
            try {
                System.out.println(FileTree.read(Path.of("fs")));
            } catch (UnreadableFileException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
