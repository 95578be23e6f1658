package io.amibuilder.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample source jenkins-agent, baked for real: real packages, real users, a real disk. */
@Tag("vm")
class QuickstartOnVmTest {
    @TempDir
    Path directory;

    @Test
    void theAgentIsBakedAndAnInstanceOfItsImageHasAllThatItsSourceSays() throws Exception {
        Path base = RealTools.vmBase();

        Run run = Run.of(
                Quickstart::run,
                Map.of(),
                "--provider",
                "local",
                "--base",
                base.toString(),
                "--source",
                Repository.JENKINS_AGENT.toString(),
                "--out",
                directory.toString(),
                "--test",
                "java -version",
                "--test",
                "git --version && aws --version",
                "--test",
                "test \"$(stat -c '%a %U' /var/lib/jenkins/.ssh)\" = '700 jenkins'",
                "--test",
                "test -x /usr/local/sbin/renew-jenkins-ssh-key && systemctl is-enabled jenkins-ssh-key",
                "--test",
                "! systemctl is-enabled amazon-cloudwatch-agent",
                "--test",
                "test \"$(wc -c </etc/machine-id)\" = 33 && test -s /etc/ssh/ssh_host_ed25519_key",
                "--test",
                "test ! -e /var/local/install.sh");

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).as(run.out()).isZero();
        Readme.requireShown(withoutChance(Readme.blocks("text").get(1)), withoutChance(run.out()));
        try (var images = Files.walk(directory.resolve("machines/images"))) {
            assertThat(images.filter(file -> file.endsWith("disk.qcow2"))).hasSize(1);
        }
    }

    /** How long it takes differs, and so do the ids. */
    private static String withoutChance(String text) {
        return text.replaceAll("\\d\\d:\\d\\d:\\d\\d", "00:00:00").replaceAll("(i|ami)-[0-9a-f]{17}", "$1-0");
    }
}
