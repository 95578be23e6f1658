package io.amibuilder.userdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.RealTools;
import io.amibuilder.guest.GuestReport;
import io.amibuilder.guest.GuestWord;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real machines make of our user-data. */
@Tag("boot")
class BootTest {
    private static final CompileOptions OPTIONS = CompileOptions.defaults().deadMan(Duration.ofSeconds(50));
    private static final Optional<GuestWord> SUCCEEDED = Optional.of(new GuestWord.Succeeded());

    @TempDir
    private Path directory;

    private Path fs;
    private BootedMachine machine;

    @BeforeEach
    void prepareAMachine() throws IOException {
        fs = Files.createDirectories(directory.resolve("fs"));
        machine = new BootedMachine(
                Files.createDirectories(directory.resolve("machine")),
                Files.createDirectories(directory.resolve("served")));
    }

    @AfterEach
    void removeItsDisk() throws Exception { // JUnit would warn of each link in it
        RealTools.run(directory, "rm", "-rf", "--one-file-system", "machine");
    }

    @Test
    void partsRunInTheOrderOfTheirNames() throws Exception {
        file("etc/demo/file", "rw-r-----", "content\n");
        file("var/local/install.sh", "rwx------", "#!/bin/bash\n[[ -f /etc/demo/file ]] && echo 51 >>/opt/order\n");
        GuestReport report = machine.boot(compile(
                part("10_a.cfg", "#cloud-config\nruncmd: [echo 10 >>/opt/order, [sh, -c, echo 10b >>/opt/order]]\n"),
                part("20_b.sh", "#!/bin/sh\necho '20 \u00e9' >>/opt/order\n"),
                part("30_c.cfg", "#cloud-config\nruncmd:\n- echo 30 >>/opt/order\n"),
                part("60_d.sh", "#!/bin/sh\necho 60 >>/opt/order\n"),
                part("70_e.cfg", "#cloud-config\nruncmd:\n- echo 70 >>/opt/order\n"),
                part("80_f.sh", "#!/bin/sh\necho 80 >>/opt/order\n")));
        assertThat(report.lastWord()).as(machine.console()).isEqualTo(SUCCEEDED);
        assertThat(machine.text("opt/order")).isEqualTo("10\n10b\n20 \u00e9\n30\n51\n60\n70\n80\n");
        assertThat(report.steps())
                .containsExactly(
                        "runcmd",
                        "10_a.cfg",
                        "20_b.sh",
                        "30_c.cfg",
                        "51_rootfs",
                        "unpack",
                        "install.sh",
                        "60_d.sh",
                        "70_e.cfg",
                        "80_f.sh");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(machine.written("etc/demo/file"))))
                .isEqualTo("rw-r-----");
    }

    @Test
    void theImageStartsAsANewMachineWithNothingOfOursLeft() throws Exception {
        file("var/lib/cloud/scripts/per-instance/hello", "rwxr-xr-x", "#!/bin/sh\necho hello >/opt/per-instance\n");
        file("var/local/install.sh", "rwx------", "#!/bin/sh\ncp /etc/machine-id /opt/old-id\n");
        GuestReport report = machine.boot(compile());
        assertThat(report.lastWord()).as(machine.console()).isEqualTo(SUCCEEDED);
        for (String gone : List.of(
                "var/lib/cloud/instance",
                "var/lib/cloud/instances",
                "var/lib/cloud/data",
                "var/lib/cloud/sem",
                "var/local/install.sh",
                "var/local/fs.tgz",
                "var/log/cloud-init.log",
                "var/log/cloud-init-output.log",
                "etc/ssh/ssh_host_ed25519_key",
                "root/.ssh/authorized_keys")) {
            assertThat(machine.has(gone)).as(gone).isFalse();
        }
        assertThat(machine.written("etc/machine-id")).isEmptyFile();

        machine.boot(
                Userdata.of(
                        "#!/bin/sh\ncp /etc/machine-id /opt/new-id\necho own >/opt/own\nsystemctl --no-block poweroff\n"
                                .getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                "--again",
                "i-from-the-image");
        assertThat(machine.text("opt/own")).isEqualTo("own\n");
        assertThat(machine.text("opt/per-instance")).isEqualTo("hello\n");
        assertThat(machine.text("opt/new-id"))
                .isNotEqualTo(machine.text("opt/old-id"))
                .hasSize(33);
        assertThat(machine.has("etc/ssh/ssh_host_ed25519_key")).isTrue();
    }

    @Test
    void aFailingRuncmdStopsTheBuildAndIsNamed() throws Exception {
        GuestReport report = machine.boot(compile(
                part("10_a.cfg", "#cloud-config\nruncmd: [echo fine]\n"),
                part("20_b.cfg", "#cloud-config\nruncmd: [ls /no/such/file, echo later >/opt/later]\n"),
                part("30_c.sh", "#!/bin/sh\necho later >/opt/later\n")));
        assertFailed(report, "20_b.cfg: ls /no/such/file", 2);
        assertThat(report.logTail()).anyMatch(line -> line.contains("ls: cannot access '/no/such/file'"));
        assertThat(machine.has("opt/later")).isFalse();
    }

    @Test
    void aFailingLineOfALongItemIsNamed() throws Exception {
        GuestReport report = machine.boot(compile(part(
                "20_b.cfg",
                "#cloud-config\nruncmd:\n- |\n  cat <<E\n  here\n\n  E\n  mail() { false; }\n  mail a@@b.c\n  echo later\n"
                        + "- [sh, -c, echo later]\n")));
        assertFailed(report, "20_b.cfg: mail ab.c", 1);
    }

    @Test
    void aStepThatTheUserNamesIsReported() throws Exception {
        GuestReport report = machine.boot(compile(
                part("10_a.cfg", "#cloud-config\nruncmd: [sh /run/ami-builder/step 'warm up', 'true']\n"),
                part("20_b.sh", "#!/bin/bash -e\nsh /run/ami-builder/step 'build wheels'\nexit 5\n")));
        assertFailed(report, "build wheels", 5);
        assertThat(report.steps()).containsSubsequence("10_a.cfg", "warm up", "20_b.sh", "build wheels");
    }

    @Test
    void aPartsOwnPowerStateIsNotObeyed() throws Exception {
        file("var/local/install.sh", "rwx------", "#!/bin/sh\necho installed >/opt/installed\n");
        GuestReport report = machine.boot(compile(part(
                "10_a.cfg", "#cloud-config\npower_state: {mode: reboot, delay: now, condition: touch /opt/off}\n")));
        assertThat(report.lastWord()).as(machine.console()).isEqualTo(SUCCEEDED);
        assertThat(machine.has("opt/off")).isFalse();
        assertThat(machine.text("opt/installed")).isEqualTo("installed\n");
    }

    @Test
    void aReportIsUploadedThoughTheServerFailsFirst() throws Exception {
        GuestReport uploaded = uploaded("#!/bin/sh\necho said by a part\n");
        assertThat(uploaded.lastWord()).isEqualTo(SUCCEEDED);
        assertThat(uploaded.steps()).contains("20_b.sh");
        assertThat(uploaded.logTail()).contains("said by a part");
    }

    @Test
    void aReportOfAFailureIsUploadedToo() throws Exception {
        GuestReport uploaded = uploaded("#!/bin/sh\necho said by a part\nexit 6\n");
        assertThat(uploaded.lastWord()).contains(new GuestWord.Failed("20_b.sh", 6));
        assertThat(uploaded.logTail()).contains("said by a part");
    }

    @Test
    void aReportThatNobodyTakesDoesNotKeepTheMachineOn() throws Exception {
        Userdata userdata = reporting("http://127.0.0.1:9/nobody", "#!/bin/sh\ntrue\n");
        assertThat(machine.boot(userdata).lastWord()).as(machine.console()).isEqualTo(SUCCEEDED);
    }

    @Test
    void aFailingScriptIsNamed() throws Exception {
        assertFailed(machine.boot(compile(part("30_c.sh", "#!/bin/sh\nexit 7\n"))), "30_c.sh", 7);
    }

    @Test
    void aFailingScriptBetweenTwoRuncmdsIsNamed() throws Exception {
        GuestReport report = machine.boot(compile(
                part("30_c.sh", "#!/bin/sh\nexit 7\n"),
                part("40_c.cfg", "#cloud-config\nruncmd: [echo later >/opt/later]\n")));
        assertFailed(report, "30_c.sh", 7);
        assertThat(machine.has("opt/later")).isFalse();
    }

    @Test
    void aFailingInstallShIsNamed() throws Exception {
        file("var/local/install.sh", "rwx------", "#!/bin/bash -e\nfalse | true\nexit 9\n");
        GuestReport report = machine.boot(compile(part("60_d.sh", "#!/bin/sh\necho later >/opt/later\n")));
        assertFailed(report, "install.sh", 9);
        assertThat(machine.has("opt/later")).isFalse();
    }

    @Test
    void aPackageThatCannotBeInstalledIsNamed() throws Exception {
        GuestReport report = machine.boot(compile(
                part("10_a.cfg", "#cloud-config\npackages: [no-such-package]\nruncmd: [echo later >/opt/later]\n")));
        assertFailed(report, "packages", 1);
        assertThat(machine.has("opt/later")).isFalse();
    }

    @Test
    void aFailingBoothookIsNotPassedOver() throws Exception {
        assertFailed(machine.boot(compile(part("10_a.sh", "#cloud-boothook\n#!/bin/sh\nexit 4\n"))), "user-data", 1);
    }

    @Test
    void aRootfsIsDownloadedThoughTheServerFailsFirst() throws Exception {
        GuestReport report = machine.boot(served(fs -> fs));
        assertThat(report.lastWord()).as(machine.console()).isEqualTo(SUCCEEDED);
        assertThat(report.steps()).contains("fetch", "checksum", "unpack");
        assertThat(machine.written("opt/large")).hasSize(30_000);
        assertThat(machine.has("var/local/fs.tgz")).isFalse();
    }

    @Test
    void largerTextArrivesInBzip2AndCloudInitsPythonDecodesIt() throws Exception {
        StringBuilder rules = new StringBuilder();
        new Random(5)
                .ints(3000, 0, 99_999)
                .forEach(n -> rules.append("-w /etc/rule -k ").append(n).append('\n'));
        file("etc/rules", "rw-r-----", rules.toString());
        Userdata userdata = compile();
        assertThat(Gzip.decompress(userdata.bytes())).contains(new Bzip2().decode());
        assertThat(machine.boot(userdata).lastWord()).as(machine.console()).isEqualTo(SUCCEEDED);
        assertThat(machine.text("etc/rules")).isEqualTo(rules.toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(machine.written("etc/rules"))))
                .isEqualTo("rw-r-----");
    }

    @Test
    void aTableArrivesInLzma() throws Exception {
        ByteBuffer table = ByteBuffer.allocate(16_000);
        new Random(6).ints(2000, 0, 1 << 20).forEach(n -> table.putInt(n).putInt(7));
        Files.createDirectories(fs.resolve("opt"));
        Files.write(fs.resolve("opt/table"), table.array());
        Userdata userdata = compile();
        assertThat(Gzip.decompress(userdata.bytes())).contains(new Lzma().decode());
        assertThat(machine.boot(userdata).lastWord()).as(machine.console()).isEqualTo(SUCCEEDED);
        assertThat(machine.written("opt/table")).hasBinaryContent(table.array());
    }

    @Test
    void aDownloadThatIsNotTheRootfsIsNotUnpacked() throws Exception {
        assertFailed(machine.boot(served(fs -> Arrays.copyOf(fs, fs.length - 1))), "checksum", 1);
        assertThat(machine.has("opt/large")).isFalse();
    }

    @Test
    void aHangEndsAtTheDeadMansLimit() throws Exception {
        CompileOptions hasty = CompileOptions.defaults().deadMan(Duration.ofSeconds(8));
        String hang = "#!/bin/sh\ntrap '' TERM\nwhile :; do sleep 1; done\n";
        Userdata userdata = UserdataCompiler.compile(List.of(part("20_hang.sh", hang)), Optional.empty(), hasty)
                .userdata();
        assertFailed(machine.boot(userdata, "--limit", "40"), "20_hang.sh", 124);
    }

    @Test
    void aHangBeforeAnyScriptEndsAtTheLimitToo() throws Exception {
        CompileOptions hasty = CompileOptions.defaults().deadMan(Duration.ofSeconds(8));
        UserPart part = part("20_hang.cfg", "#cloud-config\nbootcmd: ['trap \"\" TERM; while :; do sleep 1; done']\n");
        Userdata userdata =
                UserdataCompiler.compile(List.of(part), Optional.empty(), hasty).userdata();
        assertFailed(machine.boot(userdata, "--limit", "40"), "cloud-init", 124);
    }

    @Test
    void scriptsStillRunWhenAPartsMergingThrowsOurItemsAway() throws Exception {
        GuestReport report = machine.boot(compile(
                part("10_a.sh", "#!/bin/sh\necho 10 >>/opt/order\n"),
                part("20_b.cfg", "#cloud-config\nruncmd: [echo 20 >>/opt/order]\n"),
                part("30_c.sh", "#!/bin/sh\necho 30 >>/opt/order\n"),
                part(
                        "40_d.cfg",
                        "#cloud-config\nmerge_how: dict(replace)+list()+str()\nruncmd: [echo 40 >>/opt/order]\n")));
        assertThat(report.lastWord()).as(machine.console()).isEqualTo(SUCCEEDED);
        assertThat(machine.text("opt/order")).isEqualTo("40\n10\n30\n");
    }

    @Test
    void aMachineThatRestartsItselfDoesNotSucceed() throws Exception {
        Userdata userdata = compile(part("20_again.sh", "#!/bin/sh\nsystemctl --no-block reboot\nsleep 60\n"));
        machine.bootUntilItRestarts(userdata);
        assertFailed(machine.boot(userdata, "--again", "i-builder"), "cloud-init", 1);
    }

    @Test
    void whatCannotBeCleanedUpIsNamed() throws Exception {
        GuestReport report = machine.boot(compile(part(
                "20_mount.sh",
                "#!/bin/sh -e\nmkdir -p /var/log/journal/mine\nmount -t tmpfs mine /var/log/journal/mine\n")));
        assertFailed(report, "validate /var/log/journal/mine", 1);
    }

    @Test
    void aJournalThatIsKeptOnDiskLeavesNothingThere() throws Exception {
        GuestReport report = machine.boot(compile(part("20_journal.sh", """
                #!/bin/sh -e
                mkdir -p /var/log/journal
                systemctl restart systemd-journald
                journalctl --flush
                ls /var/log/journal/*/system.journal >/opt/journal
                systemd-run sh -c 'while :; do journalctl --rotate; echo busy; done'
                """)));
        assertThat(report.lastWord()).as(machine.console()).isEqualTo(SUCCEEDED);
        assertThat(machine.text("opt/journal")).contains("/system.journal");
        assertThat(machine.written("var/log/journal")).isEmptyDirectory();
    }

    @Test
    void aUnitThatDoesNotStopIsSwitchedOffByForce() throws Exception {
        file(
                "etc/systemd/system/stubborn.service",
                "rw-r--r--",
                "[Service]\nType=oneshot\nRemainAfterExit=yes\nTimeoutStopSec=600\nExecStart=/bin/true\n"
                        + "ExecStop=/bin/sleep 600\n");
        file("var/local/install.sh", "rwx------", "#!/bin/sh\nsystemctl --no-block start stubborn\n");
        assertThat(machine.boot(compile(), "--limit", "120").lastWord())
                .as(machine.console())
                .isEqualTo(SUCCEEDED);
    }

    @Test
    void aMachineThatIsSwitchedOffByAPartProvesNothing() throws Exception {
        GuestReport report = machine.boot(compile(part("20_off.sh", "#!/bin/sh\nshutdown -h now\nsleep 60\n")));
        assertThat(report.started()).isTrue();
        assertThat(report.lastWord()).isEmpty();
    }

    @Test
    void anExitInRuncmdDoesNotSkipTheScriptsThatFollow() throws Exception {
        file("etc/demo/file", "rw-r--r--", "content\n");
        GuestReport report = machine.boot(compile(
                part("10_a.cfg", "#cloud-config\nruncmd: [exit 0]\n"),
                part("60_d.sh", "#!/bin/sh\ncat /etc/demo/file >/opt/seen\n")));
        assertThat(report.lastWord()).as(machine.console()).isEqualTo(SUCCEEDED);
        assertThat(machine.text("opt/seen")).isEqualTo("content\n");
    }

    @Test
    void failingRuncmdsArePassedOverWhenAskedTo() throws Exception {
        Userdata userdata = UserdataCompiler.compile(
                        List.of(part(
                                "10_a.cfg", "#cloud-config\nruncmd: ['false', echo later >/opt/later, 'false']\n")),
                        Optional.empty(),
                        OPTIONS.failFastRuncmd(false))
                .userdata();
        assertThat(machine.boot(userdata).lastWord()).as(machine.console()).isEqualTo(SUCCEEDED);
        assertThat(machine.text("opt/later")).isEqualTo("later\n");
    }

    @Test
    void directoriesThatExistStayAsTheyAre() throws Exception {
        file("lib/demo", "rw-r--r--", "through the link\n");
        file("tmp/demo", "rw-r--r--", "content\n");
        Files.setPosixFilePermissions(fs.resolve("tmp"), PosixFilePermissions.fromString("rwx------"));
        file("opt/own/demo", "rw-r--r--", "content\n");
        Files.setPosixFilePermissions(fs.resolve("opt/own"), PosixFilePermissions.fromString("rwxr-x---"));
        GuestReport report =
                machine.boot(compile(part("60_d.sh", "#!/bin/sh\nstat -c %a%F /tmp/. /opt/own /lib >/opt/modes\n")));
        assertThat(report.lastWord()).as(machine.console()).isEqualTo(SUCCEEDED);
        assertThat(machine.text("opt/modes")).isEqualTo("1777directory\n750directory\n777symbolic link\n");
        assertThat(machine.text("usr/lib/demo")).isEqualTo("through the link\n");
    }

    private void assertFailed(GuestReport report, String step, int status) throws IOException {
        assertThat(report.lastWord()).as(machine.console()).contains(new GuestWord.Failed(step, status));
        assertThat(machine.console().split("@@ami-builder:[0-9a-f]{16}:failed:", -1))
                .hasSize(4); // three times
    }

    private static UserPart part(String name, String text) {
        return UserPart.of(name, text);
    }

    private Userdata compile(UserPart... parts) throws Exception {
        return UserdataCompiler.compile(List.of(parts), Optional.of(packed()), OPTIONS)
                .userdata();
    }

    /** The report of a machine that runs this script; its console must say the same. */
    private GuestReport uploaded(String script) throws Exception {
        Userdata userdata = reporting("http://127.0.0.1:8000/report?signature=a%2Fb", script);
        GuestReport console = machine.boot(userdata);
        String text = Files.readString(directory.resolve("served/report"));
        GuestReport uploaded = GuestReport.read(text, userdata.nonce().orElseThrow());
        assertThat(uploaded.lastWord()).as(machine.console()).isEqualTo(console.lastWord());
        assertThat(uploaded.steps()).isEqualTo(console.steps());
        return uploaded;
    }

    private static Userdata reporting(String link, String script) {
        return UserdataCompiler.compile(List.of(part("20_b.sh", script)), Optional.empty(), OPTIONS.report(true))
                .userdata()
                .bindReport(URI.create(link));
    }

    private Userdata served(java.util.function.UnaryOperator<byte[]> damage) throws Exception {
        Path large = fs.resolve("opt/large");
        Files.createDirectories(large.getParent());
        byte[] content = new byte[30_000];
        new Random(7).nextBytes(content); // does not compress, so it cannot go inside
        Files.write(large, content);
        Rootfs rootfs = packed();
        Files.write(directory.resolve("served/fs.tgz"), damage.apply(rootfs.bytes()));
        Userdata userdata = UserdataCompiler.compile(
                        List.of(), Optional.of(rootfs), OPTIONS.rootfsLocation(new RootfsLocation("s3://bucket/")))
                .userdata();
        return userdata.bind(URI.create("http://127.0.0.1:8000/fs.tgz?signature=a%2Fb&more=1"));
    }

    private void file(String path, String mode, String text) throws IOException {
        Path file = fs.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private Rootfs packed() throws Exception {
        Path tarball = directory.resolve("fs.tgz");
        RealTools.run(
                fs,
                "sh",
                "-c",
                "find . -mindepth 1 | sort | tar --owner=root:0 --group=root:0 --no-recursion -czf " + tarball
                        + " -T -");
        return Rootfs.read(tarball);
    }
}
