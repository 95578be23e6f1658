package io.amibuilder.userdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.amibuilder.RealTools;
import io.amibuilder.guest.GuestReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A root tree booted with real systemd and real cloud-init, by {@code src/test/boot/boot.py}. */
final class BootedMachine {
    private static final Path BOOT = Path.of("src/test/boot/boot.py").toAbsolutePath();

    private static final int RESTARTED = 4; // as boot.py says it

    private final Path out;
    private final Path serve;

    /**
     * A machine that has never run.
     *
     * @param out an empty directory for its disk and console
     * @param serve what its loopback HTTP server offers
     */
    BootedMachine(Path out, Path serve) {
        RealTools.require("unshare", "bash", "chroot");
        RealTools.requireRoot();
        boolean prepared = Files.exists(root().resolve("sbin/init"), LinkOption.NOFOLLOW_LINKS);
        String reason = "a root tree made by src/test/boot/make-root.sh must be at -Dami.boot.root";
        if (Boolean.getBoolean("ami.ci")) {
            assertThat(prepared).as(reason).isTrue();
        }
        assumeTrue(prepared, reason);
        this.out = out;
        this.serve = serve;
    }

    private static Path root() {
        return Path.of(System.getProperty("ami.boot.root", "target/boot-root"));
    }

    /** Boots until it switches itself off; to be killed is a failure. */
    GuestReport boot(Userdata userdata, String... more) throws IOException, InterruptedException {
        RealTools.run(Path.of("").toAbsolutePath(), command(userdata, more));
        return GuestReport.read(console(), userdata.nonce().orElse("none"));
    }

    /** Boots until it restarts itself. */
    void bootUntilItRestarts(Userdata userdata) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(userdata)).inheritIO().start();
        assertThat(process.waitFor()).isEqualTo(RESTARTED);
    }

    private String[] command(Userdata userdata, String... more) throws IOException {
        Path file = out.resolve("userdata.gz");
        Files.write(file, userdata.bytes());
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", BOOT.toString(), root().toString()));
        command.addAll(List.of(file.toString(), out.toString(), "--serve", serve.toString()));
        command.addAll(List.of(more));
        return command.toArray(String[]::new);
    }

    String console() throws IOException {
        return Files.readString(out.resolve("console"), StandardCharsets.ISO_8859_1);
    }

    /** A file of its disk as the machine left it, among those that it has written. */
    Path written(String path) {
        return out.resolve("fs/upper").resolve(path);
    }

    String text(String path) throws IOException {
        return Files.readString(written(path));
    }

    /** Whether the machine left a file there that it had written; a deleted one leaves a device in its place. */
    boolean has(String path) {
        return Files.isRegularFile(written(path)) || Files.isDirectory(written(path));
    }
}
