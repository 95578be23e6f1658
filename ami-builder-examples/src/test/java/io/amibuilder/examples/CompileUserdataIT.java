package io.amibuilder.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first drop-in program as a process. */
class CompileUserdataIT {
    private static final String PREFIX = "s3://bucket/ami/";

    @TempDir
    Path directory;

    @Test
    void aSmallSourceTravelsInsideTheUserdata() throws Exception {
        RealTools.require("gzip", "sh");
        Path out = directory.resolve("out");
        Run run = compile(Map.of(), Repository.JENKINS_AGENT, out);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("reading ", "bytes");
        RealTools.run(out, "gzip", "-t", "userdata.gz");
        assertThat(Files.size(out.resolve("userdata.gz"))).isLessThanOrEqualTo(16_384);
        assertThat(out.resolve("fs.tgz")).doesNotExist();
        assertThat(out.resolve("manifest.json")).content().contains("\"carried\": \"inline\"");
    }

    @Test
    void aLargeSourceComesWithItsTarballAndItsPlace() throws Exception {
        RealTools.require("gzip", "tar", "sha256sum", "sh", "awk", "grep");
        Path out = directory.resolve("out");
        Run run = compile(Map.of("S3URL", PREFIX, "AWSREGION", "eu-west-1"), Repository.WEB_SERVER, out);

        assertThat(run.status()).as(run.err()).isZero();
        RealTools.run(out, "gzip", "-t", "userdata.gz", "fs.tgz");
        assertThat(RealTools.run(out, "tar", "-tzf", "fs.tgz")).contains("usr/share/nginx/html/products.json");
        String digest = RealTools.run(out, "sha256sum", "fs.tgz").split(" ")[0];
        assertThat(shell(out, "$FSSHA256 $FSS3URL $AWSREGION $CATALOGUE_PRODUCTS"))
                .isEqualTo(digest + " " + PREFIX + digest + ".tgz eu-west-1 1000");
        assertThat(out.resolve("manifest.json")).content().contains(digest, PREFIX, "products.json");
    }

    @Test
    void theShellReadsBackWhatCompileShPrinted() throws Exception {
        RealTools.require("sh");
        Path source = Files.createDirectories(directory.resolve("a source"));
        Files.createDirectories(source.resolve("cloudinit"));
        Files.writeString(source.resolve("cloudinit/10_hello.sh"), "#!/bin/sh\necho hello\n");
        Path script = Files.createDirectories(source.resolve("script")).resolve("compile.sh");
        Files.writeString(script, "#!/bin/sh\necho \"HARD=it's \\$HOME; \\`x\\` \\\"y\\\"\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Path out = directory.resolve("an out");

        Run run = compile(Map.of(), source, out);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(shell(out, "$HARD")).isEqualTo("it's $HOME; `x` \"y\"");
    }

    @Test
    void twoRunsGiveTheSameBytes() throws Exception {
        RealTools.require("awk", "grep");
        Map<String, String> environment = Map.of("S3URL", PREFIX);
        compile(environment, Repository.WEB_SERVER, directory.resolve("one"));
        compile(environment, Repository.WEB_SERVER, directory.resolve("two"));

        for (String file : new String[] {"userdata.gz", "fs.tgz", "vars.env", "manifest.json"}) {
            assertThat(directory.resolve("two").resolve(file))
                    .hasSameBinaryContentAs(directory.resolve("one").resolve(file));
        }
    }

    @Test
    void theTarballOfAnEarlierRunIsRemoved() throws Exception {
        RealTools.require("awk", "grep");
        Path out = directory.resolve("out");
        compile(Map.of("S3URL", PREFIX), Repository.WEB_SERVER, out);
        assertThat(out.resolve("fs.tgz")).exists();

        compile(Map.of("S3URL", PREFIX), Repository.JENKINS_AGENT, out);
        assertThat(out.resolve("fs.tgz")).doesNotExist();
        assertThat(out.resolve("vars.env")).content().doesNotContain("FSS3URL", "CATALOGUE");
    }

    @Test
    void theExitStatusTellsWrongUsageFromFailure() throws Exception {
        Run misused = JavaProcess.run(directory, CompileUserdata.class, Map.of());
        Run failed = compile(Map.of(), Path.of("/no/such/source"), directory.resolve("out"));

        assertThat(misused.status()).isEqualTo(2);
        assertThat(misused.err()).contains("usage: CompileUserdata SOURCE TARGET");
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.err()).contains("failed: '/no/such/source'").doesNotContain("\tat ");
    }

    private Run compile(Map<String, String> environment, Path source, Path out)
            throws IOException, InterruptedException {
        return JavaProcess.run(
                directory, CompileUserdata.class, new TreeMap<>(environment), source.toString(), out.toString());
    }

    /** What a shell makes of these words after reading vars.env. */
    private static String shell(Path out, String words) throws IOException, InterruptedException {
        String command = ". ./vars.env; printf %s \"" + words + "\"";
        return RealTools.run(out, Arrays.asList("sh", "-euc", command).toArray(String[]::new));
    }
}
