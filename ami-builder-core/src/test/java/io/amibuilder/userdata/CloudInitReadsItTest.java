package io.amibuilder.userdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudInitReadsItTest {
    private static final long SEED = 20260101;
    private static final int CASES = 200;
    private static final String[] PIECES = {
        "=",
        "==3D",
        "--ami-builder-0",
        "\n--ami-builder-0--\n",
        " \n",
        "\t\n",
        "\r\n",
        "\r",
        "\f",
        "\u000b",
        "\u0000",
        "\u007f",
        "\u00e9",
        "\u0085",
        "\u2028",
        "\ufeff",
        "\ud83d\ude00",
        "From me\n",
        ".\n",
        "\n\n",
        "text ",
        "MIME-Version: 1.0\n",
        "'\"$`\\",
        "__NONCE__",
        "x".repeat(1200),
        "Content-Type: text/plain\n\n",
        "\u001b[0m"
    };

    @TempDir
    private Path directory;

    @Test
    void everyPartIsRecognisedWithoutAWarning() throws Exception {
        Userdata userdata = compile(List.of(
                UserPart.of("10_a.cfg", "#cloud-config\npackages: [jq]\nruncmd: [echo 10]\n"),
                UserPart.of("20_b.sh", "#!/bin/sh\necho caf\u00e9\n"),
                UserPart.of(
                        "30_c.yml", "#cloud-config\nmerge_how: dict(recurse_list)+list(append)\nruncmd: [[ls, /]]\n"),
                UserPart.of("40_d.txt", "## template: jinja\n#cloud-config\nruncmd: ['echo {{ v1.region }}']\n"),
                UserPart.of("45_e", "#cloud-boothook\n#!/bin/sh\ntrue\n"),
                UserPart.of("48_f.sh", "## template: jinja\n#!/bin/sh\necho {{ v1.region }}\n"),
                UserPart.of("99_g.cfg", "#cloud-config\npackages: [curl]\n")));
        RealCloudInit told = RealCloudInit.readAll(directory, List.of(userdata)).get(0);
        assertThat(told.warnings()).isEmpty();
        assertThat(told.scripts()).asString().isEqualTo("[00-ami-builder, s003_20_b.sh, s009_48_f.sh]");
        assertThat(told.config().get("packages")).asString().isEqualTo("[jq, curl]");
        String driver = "sh /var/lib/cloud/instance/scripts/00-ami-builder ";
        assertThat(told.config().get("runcmd"))
                .asString()
                .isEqualTo("[" + driver + "s001 10_a.cfg||exit, echo 10, " + driver + "s004 30_c.yml||exit, [ls, /], "
                        + driver + "s006 40_d.txt||exit, echo eu-central-1]");
    }

    @Test
    void partsArriveExactlyAsTheyWereWritten() throws Exception {
        Random random = new Random(SEED);
        List<List<UserPart>> cases = new ArrayList<>();
        List<Userdata> compiled = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            List<UserPart> parts = new ArrayList<>();
            for (int n = random.nextInt(4); n >= 0; n--) {
                parts.add(part(random, 10 + parts.size()));
            }
            cases.add(parts);
            compiled.add(compile(parts));
        }
        List<RealCloudInit> told = RealCloudInit.readAll(directory, compiled);
        for (int i = 0; i < CASES; i++) {
            assertThat(told.get(i).parts().stream()
                            .filter(part -> !part.content().contains("00-ami-builder"))
                            .filter(part -> !part.content().contains("/run/ami-builder"))
                            .map(RealCloudInit.Part::content))
                    .as("seed %d, case %d", SEED, i)
                    .isEqualTo(cases.get(i).stream().map(UserPart::text).toList());
        }
    }

    private static UserPart part(Random random, int number) {
        PartKind kind = List.of(PartKind.SCRIPT, PartKind.CLOUD_CONFIG, PartKind.BOOTHOOK)
                .get(random.nextInt(3));
        StringBuilder text = new StringBuilder(kind.start()).append(kind == PartKind.SCRIPT ? "/bin/sh\n" : "\n");
        for (int n = random.nextInt(12); n >= 0; n--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return new UserPart(number + "_x", kind, text.toString());
    }

    private static Userdata compile(List<UserPart> parts) {
        return UserdataCompiler.compile(parts, Optional.empty(), CompileOptions.defaults())
                .userdata();
    }
}
