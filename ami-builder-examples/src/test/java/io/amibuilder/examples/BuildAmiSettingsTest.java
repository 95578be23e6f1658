package io.amibuilder.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.amibuilder.aws.BlockDevice;
import io.amibuilder.cloud.BaseImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildAmiSettingsTest {
    @TempDir
    Path directory;

    private final Map<String, String> env = new TreeMap<>();
    private Path userdata;

    @BeforeEach
    void everythingNeeded() throws IOException {
        userdata = Files.writeString(directory.resolve("userdata.gz"), "x");
        env.put("BUILDAMI_USERDATA", userdata.toString());
        env.put("BUILDAMI_TARGETNAME", "jenkins-agent");
        env.put("BUILDAMI_TARGETVERSION", "1.4.0");
        env.put("BUILDAMI_BASEAMI", "base-1.2.0");
        env.put("BUILDAMI_SECURITYGROUPS", "sg-1");
        env.put("BUILDAMI_SUBNET", "subnet-1");
        env.put("BUILDAMI_PROFILE", "CreateAMI");
    }

    @Test
    void whatIsNotSaidHasItsDefault() {
        BuildAmiSettings settings = read();

        assertThat(settings.userdata()).isEqualTo(userdata);
        assertThat(settings.description()).isEqualTo("jenkins-agent 1.4.0");
        assertThat(settings.baseImage()).isEqualTo(BaseImage.lookup("base-1.2.0"));
        assertThat(settings.instanceType()).isEqualTo("t3.nano");
        assertThat(settings.keyPair()).isEmpty();
        assertThat(settings.blockDevices()).containsExactly(BlockDevice.volume("/dev/xvda", 10));
        assertThat(settings.instanceWait().limit()).isEqualTo(Duration.ofSeconds(300));
        assertThat(settings.imageWait().limit()).isEqualTo(Duration.ofSeconds(300));
        assertThat(longestPause(settings.instanceWait())).isEqualTo(Duration.ofSeconds(5));
        assertThat(longestPause(settings.imageWait())).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.rootfs()).isEmpty();
        assertThat(settings.output()).isEmpty();
        assertThat(settings.buildId()).isEmpty();
        assertThat(settings.region()).isEmpty();
    }

    @Test
    void everyVariableIsHeard() {
        env.put("BUILDAMI_SECURITYGROUPS", "sg-1,sg-2 sg-3");
        env.put("BUILDAMI_TYPE", "m7g.large");
        env.put("BUILDAMI_TARGETDESCRIPTION", "An agent");
        env.put("BUILDAMI_KEYPAIR", "mine");
        env.put("BUILDAMI_OUTPUT", directory.resolve("out.env").toString());
        env.put(
                "BUILDAMI_BLOCKDEVICEMAPPING",
                "[{\"DeviceName\":\"/dev/xvda\",\"Ebs\":{\"VolumeSize\":20,\"VolumeType\":\"gp3\"}}]");
        env.put("BUILDAMI_TIMEOUT_INSTANCE", "120");
        env.put("BUILDAMI_TIMEOUT_AMI", "7200");
        env.put("BUILDAMI_WAIT_INSTANCE", "1");
        env.put("BUILDAMI_WAIT_AMI", "60");
        env.put("BUILDAMI_S3URL", "s3://bucket/ami/");
        env.put("BUILDAMI_S3REGION", "eu-west-1");
        env.put("BUILDAMI_FSTGZ", userdata.toString());
        env.put("BUILDAMI_BUILDID", "jenkins-7");
        env.put("AWS_REGION", "eu-central-1");

        BuildAmiSettings settings = read();

        assertThat(settings.securityGroups()).containsExactly("sg-1", "sg-2", "sg-3");
        assertThat(settings.instanceType()).isEqualTo("m7g.large");
        assertThat(settings.description()).isEqualTo("An agent");
        assertThat(settings.keyPair()).contains("mine");
        assertThat(settings.output()).contains(directory.resolve("out.env"));
        assertThat(settings.blockDevices())
                .containsExactly(BlockDevice.volume("/dev/xvda", 20).withVolumeType("gp3"));
        assertThat(settings.instanceWait().limit()).isEqualTo(Duration.ofSeconds(120));
        assertThat(settings.imageWait().limit()).isEqualTo(Duration.ofSeconds(7200));
        assertThat(pause(settings.instanceWait())).isEqualTo(Duration.ofSeconds(1));
        assertThat(pause(settings.proofWait())).isEqualTo(Duration.ofSeconds(1));
        assertThat(pause(settings.imageWait())).isEqualTo(Duration.ofSeconds(60));
        BuildAmiSettings.StoredRootfs rootfs = settings.rootfs().orElseThrow();
        assertThat(rootfs.tarball()).isEqualTo(userdata);
        assertThat(rootfs.location().uri()).isEqualTo("s3://bucket/ami/");
        assertThat(rootfs.region()).isEqualTo("eu-west-1");
        assertThat(settings.buildId()).contains("jenkins-7");
        assertThat(settings.region()).contains("eu-central-1");
    }

    @Test
    void argumentsWinOverTheEnvironmentAndEmptyOnesDoNot() throws IOException {
        Path other = Files.writeString(directory.resolve("other.gz"), "y");

        BuildAmiSettings settings = read(other.toString(), "", "2.0");

        assertThat(settings.userdata()).isEqualTo(other);
        assertThat(settings.name()).isEqualTo("jenkins-agent");
        assertThat(settings.version()).isEqualTo("2.0");
    }

    @Test
    void anEmptyVariableIsNotSet() {
        env.put("BUILDAMI_KEYPAIR", "");
        env.put("BUILDAMI_TIMEOUT_AMI", "");
        assertThat(read().keyPair()).isEmpty();
        assertThat(read().imageWait().limit()).isEqualTo(Duration.ofSeconds(300));
    }

    @Test
    void everythingMissingIsToldAtOnce() {
        env.clear();
        assertThatExceptionOfType(UsageException.class).isThrownBy(this::read).withMessageStartingWith("""
                        BUILDAMI_USERDATA (or argument 1) is missing
                        BUILDAMI_TARGETNAME (or argument 2) is missing
                        BUILDAMI_TARGETVERSION (or argument 3) is missing
                        BUILDAMI_BASEAMI is missing
                        BUILDAMI_SECURITYGROUPS is missing
                        BUILDAMI_SUBNET is missing
                        BUILDAMI_PROFILE is missing

                        usage: BuildAmi [USERDATA [NAME [VERSION]]]
                        """);
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        env.put("BUILDAMI_USERDATA", "/no/such/file");
        env.put("BUILDAMI_TARGETNAME", "jenkins&agent");
        env.put("BUILDAMI_WAIT_INSTANCE", "61");
        env.put("BUILDAMI_WAIT_AMI", "soon");
        env.put("BUILDAMI_TIMEOUT_INSTANCE", "119");
        env.put("BUILDAMI_SECURITYGROUPS", "sg-1,default");
        env.put("BUILDAMI_SUBNET", "net-1");
        env.put("BUILDAMI_BLOCKDEVICEMAPPING", "DeviceName");
        env.put("BUILDAMI_S3URL", "bucket/key");
        env.put("BUILDAMI_OUTPUT", "/no/such/directory/out.env");
        env.put("BUILDAMI_BUILDID", "with blanks");

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> read("a", "b&", "c", "d"))
                .withMessageContainingAll(
                        "at most three arguments are understood, but given were [a, b&, c, d]",
                        "BUILDAMI_USERDATA must be a readable file, but was 'a'",
                        "BUILDAMI_TARGETNAME: name must have 1 to 100 letters",
                        "BUILDAMI_WAIT_INSTANCE must be between 1 and 60 seconds, but was 61",
                        "BUILDAMI_WAIT_AMI must be a whole number of seconds, between 1 and 60, but was 'soon'",
                        "BUILDAMI_TIMEOUT_INSTANCE must be at least 120 seconds, but was 119",
                        "BUILDAMI_SECURITYGROUPS must be an id that begins with 'sg-', but was 'default'",
                        "BUILDAMI_SUBNET must be an id that begins with 'subnet-', but was 'net-1'",
                        "BUILDAMI_BLOCKDEVICEMAPPING: ",
                        "BUILDAMI_FSTGZ, which is needed when one of BUILDAMI_FSTGZ, BUILDAMI_S3URL, BUILDAMI_S3REGION"
                                + " is given, is missing",
                        "BUILDAMI_S3URL: must be s3://bucket/key or s3://bucket/prefix/, but was 'bucket/key'",
                        "BUILDAMI_OUTPUT must be in a directory that exists, but '/no/such/directory' does not",
                        "BUILDAMI_BUILDID: a build id must have");
    }

    @ParameterizedTest
    @CsvSource({
        "BUILDAMI_TIMEOUT_INSTANCE,119,'must be at least 120 seconds, but was 119'",
        "BUILDAMI_TIMEOUT_AMI,-300,'must be at least 120 seconds, but was -300'",
        "BUILDAMI_TIMEOUT_AMI,5m,'must be a whole number of seconds, at least 120, but was ''5m'''",
        "BUILDAMI_WAIT_INSTANCE,0,'must be between 1 and 60 seconds, but was 0'",
        "BUILDAMI_WAIT_AMI,61,'must be between 1 and 60 seconds, but was 61'"
    })
    void aNumberOutOfItsLimitsIsRefused(String variable, String value, String message) {
        env.put(variable, value);
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(this::read)
                .withMessageStartingWith(variable + " " + message);
    }

    @Test
    void theUsageNamesEveryVariable() {
        assertThat(BuildAmiSettings.USAGE)
                .contains(env.keySet())
                .contains("BUILDAMI_BLOCKDEVICEMAPPING", "BUILDAMI_S3REGION", "BUILDAMI_BUILDID", "BUILDAMI_OUTPUT");
    }

    @Test
    void aProgramWithoutSettingsExitsWithTwoAndNoStackTrace() {
        Run run = Run.of(BuildAmi::run, Map.of());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("BUILDAMI_BASEAMI is missing").doesNotContain("\tat ");
    }

    private BuildAmiSettings read(String... arguments) {
        return BuildAmiSettings.of(List.of(arguments), env);
    }

    private static Duration longestPause(io.amibuilder.wait.WaitPolicy policy) {
        return policy.waiter().pauseAfter(new io.amibuilder.wait.Look(60, Duration.ofMinutes(10)));
    }

    private static Duration pause(io.amibuilder.wait.WaitPolicy policy) {
        return policy.pauseAfter(new io.amibuilder.wait.Look(1, Duration.ZERO));
    }
}
