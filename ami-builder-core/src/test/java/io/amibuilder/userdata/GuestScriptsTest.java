package io.amibuilder.userdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.RealTools;
import io.amibuilder.rootfs.Compression;
import io.amibuilder.rootfs.FileTree;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.rootfs.RootfsPackager;
import io.amibuilder.rootfs.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestScriptsTest {
    private static final Sha256 DIGEST = Sha256.of("rootfs");
    // not text alone, so that no carrier leaves it to another
    private static final InlineRootfs ROOTFS = InlineRootfs.of(
            RootfsPackager.pack(FileTree.builder().file("etc/demo", "text\n\0").build())
                    .bytes());
    // word splitting that is wanted or harmless in stripped scripts, whose directives are gone; sourced files; \<
    private static final String ALLOWED = "SC2086,SC1091,SC3012,SC2154,SC2148,SC2034,SC2016";

    @TempDir
    private Path directory;

    @Test
    void everyShellAcceptsEveryScript() throws Exception {
        RealTools.require("dash", "bash", "shellcheck");
        boolean busybox = RealTools.isInstalled("busybox");
        for (Map.Entry<String, String> script : scripts().entrySet()) {
            Path file = directory.resolve(script.getKey());
            Files.writeString(file, script.getValue().replace("#cloud-boothook\n", ""));
            RealTools.run(directory, "dash", "-n", file.toString());
            RealTools.run(directory, "bash", "--posix", "-n", file.toString());
            if (busybox) {
                RealTools.run(directory, "busybox", "sh", "-n", file.toString());
            }
            RealTools.run(directory, "shellcheck", "-s", "sh", "-e", ALLOWED, file.toString());
        }
    }

    @Test
    void noScriptContainsALiteralMarker() throws Exception {
        assertThat(scripts().values())
                .noneMatch(script -> Pattern.compile("@@ami-builder:[0-9a-f_N]")
                        .matcher(script)
                        .find());
    }

    @Test
    void noScriptNeedsWhatSomeBaseImageLacks() throws Exception {
        assertThat(scripts())
                .allSatisfy((name, script) -> assertThat(script)
                        // Amazon Linux 2: cloud-init 19.3 has no 'schema', no deferred files and few options of
                        // 'clean', its Python
                        // is 2.7; systemd-run waits for ever in a boothook; the rest is not in dash
                        .doesNotContain(
                                "cloud-init schema", "cloud-init clean", "defer", "python -c", "python2", "systemd-run")
                        .doesNotContain(
                                "[[ ", "<<<", "<(", "pipefail", "function ", "source ", "echo -", " local ", "$'"));
    }

    @Test
    void pythonComesLastOfSeveralWays() throws Exception {
        Pattern before = Pattern.compile("(command -v (xz|bzip2) \\|\\||curl.*\\|\\||wget)", Pattern.DOTALL);
        assertThat(scripts()).allSatisfy((name, script) -> {
            int python = script.indexOf(" -c 'import ");
            assertThat(python < 0 || before.matcher(script.substring(0, python)).find())
                    .as(name)
                    .isTrue();
        });
    }

    @Test
    void pythonReadsWhatItIsGiven() throws Exception {
        RealTools.require("python3");
        for (String script : scripts().values()) {
            Matcher code = Pattern.compile(" -c '(import [^']*)'").matcher(script);
            while (code.find()) {
                RealTools.run(directory, "python3", "-c", "import ast,sys;ast.parse(sys.argv[1])", code.group(1));
            }
        }
    }

    @Test
    void whatIsKeptIsNotDeleted() {
        String script = new GuestScripts(CompileOptions.defaults()
                        .keepHostKeys(true)
                        .keepAuthorizedKeys(true)
                        .keepLogs(true))
                .supervisor();
        assertThat(script).doesNotContain("ssh_host_", "authorized_keys", "/var/log/journal", "/var/log/cloud-init*");
        assertThat(new GuestScripts(CompileOptions.defaults()).supervisor())
                .contains("ssh_host_", "authorized_keys", "/var/log/journal", "/var/log/cloud-init*");
    }

    private static Map<String, String> scripts() {
        Map<String, String> scripts = new LinkedHashMap<>();
        CompileOptions options = CompileOptions.defaults();
        GuestScripts guest = new GuestScripts(options);
        supervisor(guest, "", scripts);
        supervisor(new GuestScripts(options.report(true)), "-reporting", scripts);
        scripts.put("driver-naming-lines", guest.driver(true));
        scripts.put("driver", guest.driver(false));
        scripts.put("lenient-driver", new GuestScripts(options.failFastRuncmd(false)).driver(true));
        for (InlineCarrier carrier : UserdataCompiler.CARRIERS) {
            String name = carrier.getClass().getSimpleName() + scripts.size();
            scripts.put(name, guest.install(carrier.load(ROOTFS).orElseThrow()));
        }
        RootfsLocation s3 = new RootfsLocation("s3://my-bucket/fs.tgz");
        scripts.put("zstandard", guest.install(s3, DIGEST, Compression.ZSTANDARD));
        scripts.put("link", guest.install(s3, DIGEST, Compression.GZIP));
        Fetch.AwsCli aws = Fetch.awsCli("eu-central-1");
        scripts.put("aws", new GuestScripts(options.fetch(aws)).install(s3, DIGEST, Compression.GZIP));
        scripts.put(
                "installing-aws",
                new GuestScripts(options.fetch(aws.installing())).install(s3, DIGEST, Compression.GZIP));
        scripts.put(
                "file",
                new GuestScripts(options.fetch(aws))
                        .install(new RootfsLocation("file:///srv/fs.tgz"), DIGEST, Compression.GZIP));
        assertThat(scripts).containsKeys("step", "supervise", "supervise-reporting");
        return scripts;
    }

    /** The supervisor, and the scripts inside it. */
    private static void supervisor(GuestScripts guest, String kind, Map<String, String> scripts) {
        String supervisor = guest.supervisor();
        scripts.put("supervisor" + kind, supervisor);
        Matcher inner = Pattern.compile("cat >\\$D/(\\w+) <<'E'\n(.*?)\nE\n", Pattern.DOTALL)
                .matcher(supervisor);
        while (inner.find()) {
            scripts.put(inner.group(1) + kind, inner.group(2) + "\n");
        }
    }
}
