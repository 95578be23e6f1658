package io.amibuilder.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.cloud.ImageState;
import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.testing.SimulatedCloud;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second drop-in program as a process, against an EC2 and an S3 over real HTTP. */
class BuildAmiIT {
    @TempDir
    Path directory;

    private final Map<String, String> env = new TreeMap<>();
    private Ec2Server server = new Ec2Server();

    @BeforeEach
    void settings() throws IOException, InterruptedException {
        compile(Repository.JENKINS_AGENT, Map.of());
        env.put("BUILDAMI_BASEAMI", "base-1.2.0");
        env.put("BUILDAMI_SECURITYGROUPS", "sg-1, sg-2");
        env.put("BUILDAMI_SUBNET", "subnet-1");
        env.put("BUILDAMI_PROFILE", "CreateAMI");
        env.put("BUILDAMI_OUTPUT", directory.resolve("out.env").toString());
        env.put("BUILDAMI_WAIT_INSTANCE", "1");
        env.put("BUILDAMI_WAIT_AMI", "1");
        env.put("BUILDAMI_BUILDID", "job-7");
        env.put("AWS_REGION", "eu-west-1");
        env.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        env.put("AWS_SECRET_ACCESS_KEY", "not-a-secret");
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void compiledUserdataBecomesAnImageAndNothingIsLeftRunning() throws Exception {
        Run run = build("Jenkins Agent", "1.4.0");

        assertThat(run.status()).as(run.err()).isZero();
        String id = server.images("job-7").get(0).id().value();
        assertThat(directory.resolve("out.env")).hasContent("AMINAME=jenkins-agent-1.4.0-1\nAMIID=" + id + "\n");
        assertThat(run.out()).isEqualTo("AMI Name: jenkins-agent-1.4.0-1\nAMI Id: " + id + "\n");
        assertThat(run.err()).contains("launched instance", "the instance said 'succeeded'", "is available");
        assertThat(server.images("job-7").get(0).state()).isEqualTo(ImageState.AVAILABLE);
        assertThat(server.images("job-7").get(0).tags())
                .containsEntry("Name", "Jenkins Agent")
                .containsEntry("Version", "1.4.0")
                .containsEntry("Build", "1");
        assertThat(server.left()).isEmpty();
        assertThat(server.requests("RunInstances"))
                .hasSize(1)
                .first()
                .satisfies(launch -> assertThat(launch)
                        .containsEntry("ImageId", "ami-0ba5e")
                        .containsEntry("InstanceType", "t3.nano")
                        .containsEntry("InstanceInitiatedShutdownBehavior", "stop")
                        .containsEntry("SubnetId", "subnet-1")
                        .containsEntry("SecurityGroupId.1", "sg-1")
                        .containsEntry("SecurityGroupId.2", "sg-2")
                        .containsEntry("IamInstanceProfile.Name", "CreateAMI")
                        .containsEntry("BlockDeviceMapping.1.DeviceName", "/dev/xvda")
                        .containsEntry("BlockDeviceMapping.1.Ebs.VolumeSize", "10")
                        .doesNotContainKey("KeyName"));
        assertThat(server.requests("CreateImage").get(0)).containsEntry("Description", "Jenkins Agent 1.4.0");
    }

    @Test
    void aLargeRootfsGoesThroughTheBucket() throws Exception {
        RealTools.require("awk", "grep");
        compile(Repository.WEB_SERVER, Map.of("S3URL", "s3://bucket/ami/"));
        Path tarball = directory.resolve("compiled/fs.tgz");
        env.put("BUILDAMI_FSTGZ", tarball.toString());
        env.put("BUILDAMI_S3URL", "s3://bucket/ami/");
        env.put("BUILDAMI_S3REGION", "us-east-2");
        env.put("BUILDAMI_BASEAMI", Ec2Server.BASE_PARAMETER);

        Run run = build("web-server", "1.0.0");

        assertThat(run.status()).as(run.err()).isZero();
        String digest =
                RealTools.run(directory, "sha256sum", tarball.toString()).split(" ")[0];
        assertThat(server.stored("s3://bucket/ami/" + digest + ".tgz")).contains(Files.readAllBytes(tarball));
        assertThat(run.err()).contains("began step checksum");
    }

    @Test
    void theSameBuildIdGivesTheSameImageAgain() throws Exception {
        Run first = build("agent", "1");
        Run second = build("agent", "1");

        assertThat(first.status()).as(first.err()).isZero();
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(second.status()).isZero();
        assertThat(server.requests("RunInstances")).hasSize(1);
    }

    @Test
    void aFailedInstallationGivesNoImageAndNoOutputFile() throws Exception {
        serve(cloud -> cloud.guestFails("install.sh", 3, "useradd: command not found"));
        Files.writeString(directory.resolve("out.env"), "AMIID=ami-of-an-earlier-build\n");

        Run run = build("agent", "1");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("failed in step 'install.sh' with exit status 3", "useradd: command not found")
                .doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
        assertThat(directory.resolve("out.env")).doesNotExist();
        assertThat(server.images("job-7")).isEmpty();
        assertThat(server.left()).isEmpty();
    }

    @Test
    void anImageThatFailsIsAFailedBuild() throws Exception {
        serve(SimulatedCloud.Builder::imagesFail);
        Run run = build("agent", "1");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("the snapshot failed");
        assertThat(server.left()).isEmpty();
    }

    @Test
    void aCancelledJobEndsItsInstance() throws Exception {
        serve(SimulatedCloud.Builder::guestHangs);
        Process process = JavaProcess.builder(BuildAmi.class, environment(), arguments("agent", "1"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader err = process.errorReader()) {
            String line = err.readLine();
            while (line != null && !line.contains("is running")) {
                line = err.readLine();
            }
            assertThat(server.left()).hasSize(1);
            process.toHandle().destroy(); // SIGTERM, as Jenkins does; process.destroy() would close the stream, too
            assertThat(err.lines().toList()).anyMatch(told -> told.contains("build job-7 was cancelled"));
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isNotZero();
        assertThat(server.left()).isEmpty();
        assertThat(directory.resolve("out.env")).doesNotExist();
    }

    @Test
    void anUnknownBaseImageIsOneMessage() throws Exception {
        env.put("BUILDAMI_BASEAMI", "base-9.9.9");
        Run run = build("agent", "1");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("base-9.9.9").doesNotContain("\tat ");
        assertThat(server.requests("RunInstances")).isEmpty();
    }

    @Test
    void wrongSettingsAreToldBeforeAnythingIsAsked() throws Exception {
        env.keySet().removeIf(name -> name.startsWith("BUILDAMI_"));
        Run run = build("agent", "1");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("BUILDAMI_BASEAMI is missing\n").contains("usage: BuildAmi");
        assertThat(server.requests("DescribeImages")).isEmpty();
    }

    private void serve(UnaryOperator<SimulatedCloud.Builder> faults) {
        server.close();
        server = new Ec2Server(faults);
    }

    private void compile(Path source, Map<String, String> environment) {
        Map<String, String> with = new HashMap<>(environment);
        with.put("PATH", System.getenv("PATH"));
        Path target = directory.resolve("compiled");
        Run run = Run.of(CompileUserdata::run, with, source.toString(), target.toString());
        assertThat(run.status()).as(run.err()).isZero();
    }

    private Run build(String name, String version) throws IOException, InterruptedException {
        return JavaProcess.run(directory, BuildAmi.class, environment(), arguments(name, version));
    }

    private String[] arguments(String name, String version) {
        return new String[] {directory.resolve("compiled/userdata.gz").toString(), name, version};
    }

    private Map<String, String> environment() {
        env.put("AWS_ENDPOINT_URL", server.uri().toString());
        env.put("AWS_EC2_METADATA_DISABLED", "true");
        return env;
    }
}
