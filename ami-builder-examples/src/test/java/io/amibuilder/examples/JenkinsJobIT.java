package io.amibuilder.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.testing.SimulatedCloud;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job of docs/jshell.md in a real JShell, against an EC2 over real HTTP. */
class JenkinsJobIT {
    @TempDir
    private Path directory;

    private final Map<String, String> env = new TreeMap<>();
    private Ec2Server server = new Ec2Server();

    @BeforeEach
    void settings() {
        env.put("AMI_SOURCE", Repository.JENKINS_AGENT.toString());
        env.put("AMI_VERSION", "1.4.0");
        env.put("AMI_BASE", "base-1.2.0");
        env.put("AMI_OUTPUT", directory.resolve("ami.env").toString());
        env.put("AMI_SUBNET", "subnet-1");
        env.put("AMI_SECURITY_GROUPS", "sg-1, sg-2");
        env.put("AMI_PAUSE_SECONDS", "1");
        env.put("BUILD_TAG", "jenkins-bake-7");
        env.put("AWS_REGION", "eu-west-1");
        env.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        env.put("AWS_SECRET_ACCESS_KEY", "not-a-secret");
        env.put("AWS_EC2_METADATA_DISABLED", "true");
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void itBakesAnImageAndTellsTheNextStep() throws Exception {
        env.put("AMI_STORAGE", "s3://my-bucket/ami/");

        Run run = run();

        assertThat(run.status()).as(run.err()).isZero();
        String lines = "AMINAME=jenkins-agent-1.4.0-1\nAMIID="
                + server.images("jenkins-bake-7").get(0).id() + "\n";
        assertThat(run.out()).isEqualTo(lines);
        assertThat(directory.resolve("ami.env")).hasContent(lines);
        assertThat(run.err()).contains("launched instance", "is ready");
        assertThat(server.left()).isEmpty();
        assertThat(server.requests("RunInstances").get(0)).containsEntry("SecurityGroupId.2", "sg-2");
    }

    @Test
    void aFailedInstallationFailsTheJob() throws Exception {
        serve(cloud -> cloud.guestFails("install.sh", 3, "useradd: command not found"));
        Files.writeString(directory.resolve("ami.env"), "AMIID=ami-of-an-earlier-build\n");

        Run run = run();

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("failed: ", "'install.sh' with exit status 3", "useradd: command not found")
                .doesNotContain("at REPL");
        assertThat(run.out()).isEmpty();
        assertThat(directory.resolve("ami.env")).doesNotExist();
        assertThat(server.left()).isEmpty();
    }

    @Test
    void missingVariablesFailTheJobBeforeAnythingIsAsked() throws Exception {
        env.remove("AMI_SUBNET");
        env.remove("AMI_SECURITY_GROUPS");
        Files.writeString(directory.resolve("ami.env"), "AMIID=ami-of-an-earlier-build\n");

        Run run = run();

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).endsWith("failed: variables must be set, but are not: AMI_SUBNET, AMI_SECURITY_GROUPS\n");
        assertThat(directory.resolve("ami.env")).doesNotExist();
        assertThat(server.requests("RunInstances")).isEmpty();
    }

    @Test
    void aCancelledJobEndsItsInstance() throws Exception {
        serve(SimulatedCloud.Builder::guestHangs);
        Process process = job().redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader err = process.errorReader()) {
            String line = err.readLine();
            while (line != null && !line.contains("is running")) {
                line = err.readLine();
            }
            assertThat(server.left()).hasSize(1);
            process.toHandle().destroy(); // SIGTERM, as Jenkins does; process.destroy() would close the stream, too
            assertThat(err.lines().toList()).anyMatch(told -> told.contains("build jenkins-bake-7 was cancelled"));
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isNotZero();
        assertThat(server.left()).isEmpty();
        assertThat(directory.resolve("ami.env")).doesNotExist();
    }

    private void serve(UnaryOperator<SimulatedCloud.Builder> faults) {
        server.close();
        server = new Ec2Server(faults);
    }

    private Run run() throws Exception {
        return JavaProcess.run(directory, job());
    }

    private ProcessBuilder job() throws Exception {
        env.put("AWS_ENDPOINT_URL", server.uri().toString());
        Path nothing = Files.write(directory.resolve("nothing"), new byte[0]);
        return JShell.job(directory, env).redirectInput(nothing.toFile());
    }
}
