package io.amibuilder.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Placement;
import io.amibuilder.cloud.Query;
import io.amibuilder.userdata.Userdata;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.Ec2Client;

class AwsCloudProviderTest {
    private static final LaunchRequest LAUNCH = new LaunchRequest(
            new ImageId("ami-base"), Userdata.of(new byte[] {1}), Placement.DEFAULT, "t", Map.of(), Map.of());

    @RegisterExtension
    final AwsServer aws = new AwsServer();

    @AfterEach
    void clearProperties() {
        List.of("aws.endpointUrl", "aws.region", "aws.accessKeyId", "aws.secretAccessKey")
                .forEach(System::clearProperty);
    }

    @Test
    void providersOfOneRegionAndOneIdentityLeadToOneAccount() {
        AwsCloudProviderBuilder ireland = AwsCloudProvider.builder().region("eu-west-1");
        try (AwsCloudProvider one = ireland.build();
                AwsCloudProvider same = ireland.instanceType("m7g.large").build();
                AwsCloudProvider elsewhere =
                        AwsCloudProvider.builder().region("us-east-1").build();
                AwsCloudProvider another = ireland.credentials(AnonymousCredentialsProvider.create())
                        .build()) {
            assertThat(same.account()).isEqualTo(one.account()).hasSameHashCodeAs(one.account());
            assertThat(elsewhere.account()).isNotEqualTo(one.account());
            assertThat(another.account()).isNotEqualTo(one.account());
        }
    }

    @Test
    void providersWithTheSameClientLeadToOneAccount() {
        try (Ec2Client first = aws.impatientClient();
                Ec2Client second = aws.impatientClient();
                AwsCloudProvider one =
                        AwsCloudProvider.builder().ec2Client(first).build();
                AwsCloudProvider same =
                        AwsCloudProvider.builder().ec2Client(first).build();
                AwsCloudProvider other =
                        AwsCloudProvider.builder().ec2Client(second).build()) {
            assertThat(same.account()).isEqualTo(one.account());
            assertThat(other.account()).isNotEqualTo(one.account());
        }
    }

    @Test
    void everyMalformedSettingIsToldAtOnce() {
        AwsCloudProviderBuilder builder = AwsCloudProvider.builder()
                .region(" ")
                .subnet("net-1")
                .securityGroups("sg-1", "default")
                .instanceType("")
                .endpoint(URI.create("localhost"))
                .metadataHopLimit(65);

        AwsSettingsException e = catchThrowableOfType(AwsSettingsException.class, builder::build);

        assertThat(e.problems())
                .containsExactly(
                        "region(...) must not be blank",
                        "instanceTypes(...) must be names as in 't3.nano', but one was ''",
                        "subnets(...) must be ids that begin with 'subnet-', but one was 'net-1'",
                        "securityGroups(...) must be ids that begin with 'sg-', but one was 'default'",
                        "endpoint(...) must be an absolute URI, but was 'localhost'",
                        "metadataHopLimit(...) must be 1 to 64, but was 65");
        assertThat(e).hasMessageContainingAll(e.problems().toArray(String[]::new));
    }

    @Test
    void aRegionThatIsNowhereToBeFoundIsAskedFor() {
        AwsSettingsException e = catchThrowableOfType(
                AwsSettingsException.class,
                () -> Regions.of("AwsCloudProvider", Optional.empty(), () -> {
                    throw SdkClientException.create("Unable to load region");
                }));

        assertThat(e)
                .hasMessageStartingWith(
                        "AwsCloudProvider still needs region(...), as in region(\"eu-west-1\"): none is")
                .hasCauseInstanceOf(SdkClientException.class);
    }

    @Test
    void theSdksOwnSettingsApplyWhereNothingElseIsSaid() {
        System.setProperty("aws.endpointUrl", aws.uri().toString()); // the twin of AWS_ENDPOINT_URL
        System.setProperty("aws.region", "ap-northeast-1");
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", "not-a-secret");
        aws.answer("DescribeInstances", "<DescribeInstancesResponse/>");
        try (AwsCloudProvider provider = AwsCloudProvider.builder().build()) {
            assertThat(provider.instances(Query.build("b1"))).isEmpty();
            assertThat(provider.settings()).contains("region=ap-northeast-1");
        }
    }

    @Test
    void theSettingsThatDecideTheResultAreOneLine() {
        try (AwsCloudProvider provider = aws.provider()
                .subnet("subnet-1")
                .securityGroups("sg-2", "sg-1")
                .instanceProfile("baker")
                .keyPair("mine")
                .publicIp(false)
                .blockDevices(List.of(
                        BlockDevice.volume("/dev/xvda", 20)
                                .withVolumeType("gp3")
                                .withEncryption("alias/k"),
                        BlockDevice.without("/dev/sdb")))
                .build()) {
            assertThat(provider.settings())
                    .isEqualTo("aws region=eu-west-1 security-groups=sg-1,sg-2 profile=baker"
                            + " key-pair=mine public-ip=false metadata-hop-limit=1"
                            + " disk=/dev/xvda:20GiB:gp3:encrypted:key=alias/k disk=/dev/sdb:none");
            assertThat(provider.placements()).containsExactly(new Placement("eu-west-1/subnet-1/t3.nano"));
        }
    }

    @Test
    void aReadIsSentAgainByItself() {
        aws.fault("DescribeInstances", Fault.CONNECTION_RESET_BY_PEER);
        try (AwsCloudProvider provider = aws.provider().build()) {
            assertThat(catchThrowableOfType(CloudException.class, () -> provider.instances(Query.build("b1"))))
                    .isNotNull();

            assertThat(aws.requests("DescribeInstances")).hasSize(SdkSetup.READ_ATTEMPTS);
        }
    }

    @Test
    void everyRequestSaysWhoSendsIt() {
        aws.answer("TerminateInstances", "<TerminateInstancesResponse/>");
        try (AwsCloudProvider provider = aws.provider().build()) {
            provider.terminate(new InstanceId("i-1"));

            aws.http()
                    .verify(postRequestedFor(urlEqualTo("/"))
                            .withHeader("User-Agent", matching("ami-builder/[0-9]+\\.[0-9]+\\.[0-9]+\\S* .*")));
        }
    }

    @Test
    void aServerThatCannotBeReachedHasDoneNothing() {
        AwsCloudProviderBuilder builder = aws.provider().endpoint(URI.create("http://127.0.0.1:1")); // nobody listens
        try (AwsCloudProvider provider = builder.build()) {
            CloudException e = catchThrowableOfType(CloudException.class, () -> provider.launch(LAUNCH));

            assertThat(e.kind()).isEqualTo(Kind.RETRYABLE);
        }
    }

    @Test
    void missingCredentialsAreFinal() {
        AwsCloudProviderBuilder builder = aws.provider().credentials(() -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers");
        });
        try (AwsCloudProvider provider = builder.build()) {
            CloudException e = catchThrowableOfType(CloudException.class, () -> provider.launch(LAUNCH));

            assertThat(e.kind()).isEqualTo(Kind.FINAL);
            assertThat(e).hasMessageContaining("Unable to load credentials").hasMessageContaining("set AWS_PROFILE");
            assertThat(aws.http().getAllServeEvents()).isEmpty();
        }
    }

    @Test
    void anInterruptedThreadStaysInterruptedAndSendsNothing() {
        try (AwsCloudProvider provider = aws.provider().build()) {
            Thread.currentThread().interrupt();
            CloudException e =
                    catchThrowableOfType(CloudException.class, () -> provider.terminate(new InstanceId("i-1")));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(e.kind()).isEqualTo(Kind.RETRYABLE);
            assertThat(aws.http().getAllServeEvents()).isEmpty();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void aCallersClientIsNotClosed() {
        aws.answer("TerminateInstances", "<TerminateInstancesResponse/>");
        try (var client = aws.impatientClient()) {
            AwsCloudProvider.builder().ec2Client(client).build().close();

            client.terminateInstances(r -> r.instanceIds("i-1"));
            assertThat(aws.requests("TerminateInstances")).hasSize(1);
        }
    }
}
