package io.amibuilder.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.RealTools;
import io.amibuilder.rootfs.TreeOnDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The private copy goes away even where nobody closes it. */
class PrivateCopyTest {
    @TempDir
    private Path directory;

    private Path root;
    private TreeOnDisk disk;

    @BeforeEach
    void makeSource() {
        RealTools.require("sh", "mkfifo", "env");
        root = directory.resolve("source");
        disk = new TreeOnDisk(root).file("fs/motd", "hello", 0644);
    }

    @Test
    void aForgottenCopyIsRemovedWhenTheJvmEnds() throws Exception {
        disk.file("script/compile.sh", "mkdir -m 0555 fs/locked\necho HERE=$PWD", 0755);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        String copy = RealTools.run(
                        root, "env", java, "-cp", System.getProperty("java.class.path"), Forgetting.class.getName())
                .strip();

        assertThat(copy).contains("ami-builder-source-");
        assertThat(Path.of(copy)).doesNotExist();
        assertThat(Path.of(copy).getParent()).doesNotExist();
    }

    @Test
    @Timeout(30)
    void anInterruptKillsTheScriptAndRemovesTheCopy() throws Exception {
        Path started = directory.resolve("started");
        RealTools.run(directory, "mkfifo", "started");
        disk.file("script/compile.sh", "echo $PWD > " + started + "\nsleep 600", 0755);
        CompletableFuture<CompileScriptException> failure = new CompletableFuture<>();
        CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
        Thread build = new Thread(() -> {
            try {
                AmiSource.read(root).close();
            } catch (CompileScriptException e) {
                failure.complete(e);
                stillInterrupted.complete(Thread.currentThread().isInterrupted());
            }
        });
        build.start();

        Path copy = Path.of(Files.readString(started).strip()); // returns when the script has written
        build.interrupt();

        assertThat(failure.get(20, TimeUnit.SECONDS))
                .hasMessage("script/compile.sh was killed because its build was interrupted");
        assertThat(stillInterrupted.get(20, TimeUnit.SECONDS)).isTrue();
        build.join();
        assertThat(copy).doesNotExist();
    }

    /** The program that reads its working directory and does not close it. */
    static final class Forgetting {
        private Forgetting() {}

        public static void main(String[] arguments) {
            AmiSource source = AmiSource.read(Path.of(""), ReadOptions.defaults());
            System.out.println(source.variables().get("HERE"));
        }
    }
}
