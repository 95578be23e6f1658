package io.amibuilder.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.groups.Tuple.tuple;

import io.amibuilder.RealTools;
import io.amibuilder.rootfs.Content;
import io.amibuilder.rootfs.FileTree;
import io.amibuilder.rootfs.RootfsPackager;
import io.amibuilder.rootfs.TreeEntry;
import io.amibuilder.rootfs.TreeOnDisk;
import io.amibuilder.userdata.UnknownPartException;
import io.amibuilder.userdata.UserPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CompileScriptTest {
    @TempDir
    private Path directory;

    private Path root;
    private TreeOnDisk disk;
    private List<Path> before = List.of();

    @BeforeEach
    void makeSource() throws IOException {
        RealTools.require("sh", "bash");
        root = directory.resolve("source");
        disk = new TreeOnDisk(root);
        disk.file("cloudinit/10_a.cfg", "#cloud-config\n", 0644).file("fs/etc/motd", "hello", 0644);
        before = privateCopies();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(privateCopies()).isEqualTo(before);
    }

    @Test
    void itMayAddFilesAndPartsAndTheSourceStaysUntouched() {
        disk.file(
                "script/compile.sh",
                "#!/bin/sh\nset -e\numask 022\npwd > fs/pwd\nmkdir -m 0555 fs/locked\n"
                        + "echo '#cloud-config' > cloudinit/20_b.cfg\nrm fs/etc/motd\nchmod 0700 fs/etc\n",
                0755);
        FileTree original = FileTree.read(root);

        try (AmiSource source = AmiSource.read(root)) {
            assertThat(source.parts()).extracting(UserPart::name).containsExactly("10_a.cfg", "20_b.cfg");
            assertThat(source.rootfs().entries())
                    .extracting(TreeEntry::path, TreeEntry::mode)
                    .containsExactly(tuple("etc", 0700), tuple("locked", 0555), tuple("pwd", 0644));
            assertThat(RootfsPackager.pack(source.rootfs()).files()).hasSize(3);
        }
        assertThat(FileTree.read(root)).isEqualTo(original);
    }

    @Test
    void modesLinksAndEmptyDirectoriesSurviveTheCopy() {
        disk.file("fs/su", "x", 04755).hardLink("fs/su2", "fs/su").directory("fs/empty", 01777);
        disk.symlink("fs/up", "../../../x").symlink("fs/dangling", "/nowhere").file("script/compile.sh", "", 0755);

        try (AmiSource source = AmiSource.read(root)) {
            assertThat(RootfsPackager.pack(source.rootfs()).digest())
                    .isEqualTo(RootfsPackager.pack(FileTree.read(root.resolve("fs")))
                            .digest());
        }
    }

    @Test
    void linkedDirectoriesOfTheConventionAreCopiedToo() throws IOException {
        new TreeOnDisk(directory).file("shared/etc/motd", "shared", 0644).file("lib.sh", "echo LIB=yes", 0644);
        new TreeOnDisk(directory.resolve("other"))
                .symlink("fs", "../shared")
                .symlink("script/lib.sh", "../../lib.sh")
                .file("script/compile.sh", ". script/lib.sh\necho changed > fs/etc/motd", 0755);

        try (AmiSource source = AmiSource.read(directory.resolve("other"))) {
            assertThat(source.variables()).containsExactly(entry("LIB", "yes"));
            assertThat(source.rootfs().contentBytes()).isEqualTo(8);
        }
        assertThat(Files.readString(directory.resolve("shared/etc/motd"))).isEqualTo("shared");
    }

    @Test
    void linesOfItsStandardOutputBecomeVariables() {
        disk.file(
                "script/compile.sh",
                "echo VERSION=1.0\necho compiling...\necho '_x9=a b=c '\necho EMPTY=\n"
                        + "echo 1X=no\necho ' Y=no'\necho VERSION=2.0\necho ERR=no >&2\n",
                0755);

        try (AmiSource source = AmiSource.read(root)) {
            assertThat(source.variables())
                    .containsExactly(entry("VERSION", "2.0"), entry("_x9", "a b=c "), entry("EMPTY", ""));
            assertThat(source.compileOutput()).contains("compiling...\n").endsWith("ERR=no\n");
            assertThat(source.toString())
                    .contains("variables  VERSION, _x9, EMPTY")
                    .doesNotContain("2.0");
        }
    }

    @Test
    void itSeesTheCallersEnvironmentWithoutCloudCredentials() {
        disk.file("script/compile.sh", "env | grep -v '^_=\\|^PWD=\\|^SHLVL=' | sort > fs/env", 0755);
        Map<String, String> caller = new HashMap<>(Map.of("PATH", System.getenv("PATH"), "BUILD_TAG", "jenkins-7"));
        caller.putAll(Map.of("AWS_REGION", "eu-west-1", "AWS_DEFAULT_REGION", "eu-west-2"));
        for (String secret : List.of(
                "AWS_ACCESS_KEY_ID",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_SESSION_TOKEN",
                "AWS_PROFILE",
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "GOOGLE_APPLICATION_CREDENTIALS",
                "AZURE_CLIENT_SECRET",
                "AWS_SHARED_CREDENTIALS_FILE")) {
            caller.put(secret, "secret");
        }

        try (AmiSource source = AmiSource.read(root, ReadOptions.defaults().environment(caller))) {
            assertThat(text(source.rootfs(), "env"))
                    .isEqualTo(
                            "AWS_CONFIG_FILE=/dev/null\nAWS_DEFAULT_REGION=eu-west-2\nAWS_EC2_METADATA_DISABLED=true\n"
                                    + "AWS_REGION=eu-west-1\nAWS_SHARED_CREDENTIALS_FILE=/dev/null\nBUILD_TAG=jenkins-7\nPATH="
                                    + System.getenv("PATH") + "\n");
        }
    }

    @Test
    void itsFirstLineIsHonouredEvenIfItIsNotExecutable() {
        disk.file("script/compile.sh", "#! /usr/bin/env bash \nset -o pipefail\nx=(1 2)\necho N=${#x[@]}\n", 0644);

        try (AmiSource source = AmiSource.read(root)) {
            assertThat(source.variables()).containsExactly(entry("N", "2"));
        }
    }

    @Test
    void itsStandardInputIsEmpty() {
        disk.file("script/compile.sh", "echo READ=$(cat)", 0644);

        try (AmiSource source = AmiSource.read(root)) {
            assertThat(source.variables()).containsExactly(entry("READ", ""));
        }
    }

    @Test
    void itsFailureShowsTheEndOfItsOutput() {
        disk.file("script/compile.sh", "echo out; echo 'curl: not found' >&2; exit 3", 0755);

        assertThatThrownBy(() -> AmiSource.read(root))
                .isInstanceOfSatisfying(CompileScriptException.class, e -> {
                    assertThat(e.exitStatus()).hasValue(3);
                    assertThat(e.timedOut()).isFalse();
                    assertThat(e.outputTail()).isEqualTo("out\ncurl: not found\n");
                })
                .hasMessage("script/compile.sh must end with exit status 0, but ended with 3. The end of its output:\n"
                        + "out\ncurl: not found\n");
    }

    @Test
    void aSilentFailureSaysSo() {
        disk.file("script/compile.sh", "exit 1", 0755);

        assertThatThrownBy(() -> AmiSource.read(root))
                .hasMessage("script/compile.sh must end with exit status 0, but ended with 1 and said nothing");
    }

    @Test
    void ofALongOutputOnlyTheEndIsShown() {
        disk.file("script/compile.sh", "i=0; while [ $i -lt 5000 ]; do echo line $i; i=$((i+1)); done; exit 1", 0755);

        assertThatThrownBy(() -> AmiSource.read(root))
                .isInstanceOfSatisfying(
                        CompileScriptException.class,
                        e -> assertThat(e.outputTail())
                                .startsWith("...")
                                .endsWith("line 4999\n")
                                .hasSize(3 + 4096));
    }

    @Test
    @Timeout(30)
    void whenItHangsTheWholeProcessTreeIsKilled() {
        disk.file(
                "script/compile.sh",
                "echo $$ started\nsh -c 'sleep 600 & echo $! > \"$0\"; wait' " + directory.resolve("pid") + " &\nwait",
                0755);

        assertThatThrownBy(() -> AmiSource.read(root, ReadOptions.defaults().compileLimit(Duration.ofSeconds(1))))
                .isInstanceOfSatisfying(CompileScriptException.class, e -> {
                    assertThat(e.timedOut()).isTrue();
                    assertThat(e.exitStatus()).isEmpty();
                })
                .hasMessageStartingWith("script/compile.sh must end within 1 s, but did not and was killed; raise"
                        + " ReadOptions.compileLimit if it needs more. The end of its output:\n")
                .hasMessageEndingWith(" started\n");

        assertThat(directory.resolve("pid"))
                .content()
                .satisfies(pid -> assertThat(ProcessHandle.of(Long.parseLong(pid.strip())))
                        .matches(process -> process.isEmpty()
                                || process.get()
                                                .onExit()
                                                .orTimeout(10, TimeUnit.SECONDS)
                                                .join()
                                        != null));
    }

    @Test
    @Timeout(30)
    void aBackgroundProcessThatKeepsItsOutputOpenDoesNotHoldUs() {
        disk.file("script/compile.sh", "sleep 40 &\necho $! > fs/pid\necho A=1", 0755);

        try (AmiSource source = AmiSource.read(root)) {
            assertThat(source.variables()).containsExactly(entry("A", "1"));
            ProcessHandle.of(Long.parseLong(text(source.rootfs(), "pid").strip()))
                    .ifPresent(ProcessHandle::destroy);
        }
    }

    @Test
    void anInterpreterThatIsMissingIsNamed() {
        disk.file("script/compile.sh", "#!/bin/bash\r\necho\r\n", 0755);

        assertThatThrownBy(() -> AmiSource.read(root))
                .isInstanceOf(CompileScriptException.class)
                .hasMessageStartingWith("script/compile.sh could not be started with '/bin/bash\r ")
                .hasMessageEndingWith(". Correct its #! line");
    }

    @Test
    void aMistakeInWhatItMadeLeavesNothingBehind() {
        disk.file("script/compile.sh", "echo x > cloudinit/99_x.cfg", 0755);

        assertThatThrownBy(() -> AmiSource.read(root)).isInstanceOf(UnknownPartException.class);
    }

    @Test
    void aSourceMayConsistOfCompileShAlone() {
        disk = new TreeOnDisk(directory.resolve("generated"));
        disk.file("script/compile.sh", "echo hello > fs/motd", 0755);

        try (AmiSource source = AmiSource.read(directory.resolve("generated"))) {
            assertThat(source.rootfs().contentBytes()).isEqualTo(6);
        }
    }

    @Test
    void closingTwiceIsFine() {
        disk.file("script/compile.sh", "", 0755);
        AmiSource source = AmiSource.read(root);

        source.close();
        source.close();
    }

    private static String text(FileTree tree, String path) {
        Content content = ((TreeEntry.RegularFile) tree.entry(path).orElseThrow()).content();
        return Utf8Text.of(path, Utf8Text.bytes(path, content));
    }

    private static List<Path> privateCopies() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith(PrivateDirectory.prefix()))
                    .toList();
        }
    }
}
