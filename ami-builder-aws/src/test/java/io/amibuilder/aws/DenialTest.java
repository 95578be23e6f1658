package io.amibuilder.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Placement;
import io.amibuilder.userdata.Userdata;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sts.StsClient;

/** What a refused request says over HTTP: which permission is missing. */
class DenialTest {
    private static final String BLOB = "4Ai9qvVQYCx3kKoQ-_".repeat(60);
    private static final String ENCODED =
            "You are not authorized to perform this operation. Encoded authorization failure message: " + BLOB;
    private static final String INSTANCES = "arn:aws:ec2:eu-west-1:111122223333:instance/*";
    private static final String REMEDY = "; IamPolicies.forBuild(build) writes the policy of a build";

    @RegisterExtension
    final AwsServer aws = new AwsServer();

    @Test
    void aLaunchThatMayNotTagSaysSo() {
        deny("RunInstances", ENCODED);
        decode("ec2:CreateTags", INSTANCES, false);

        assertThat(launch())
                .hasMessage("RunInstances failed (UnauthorizedOperation): You are not authorized to perform this"
                        + " operation. (request id req-9); allow ec2:CreateTags on " + INSTANCES + REMEDY);
        assertThat(aws.requests("RunInstances")).hasSize(1);
        assertThat(aws.requests("DecodeAuthorizationMessage"))
                .singleElement()
                .satisfies(asked -> assertThat(asked).containsEntry("EncodedMessage", BLOB));
    }

    @Test
    void aRoleThatMayNotBeLentIsNamed() {
        deny("RunInstances", ENCODED);
        decode("iam:PassRole", "arn:aws:iam::111122223333:role/baker", false);

        assertThat(launch()).hasMessageContaining("allow iam:PassRole on arn:aws:iam::111122223333:role/baker;");
    }

    @Test
    void anExplicitDenyIsNotRepairedByAllowing() {
        deny("RunInstances", ENCODED);
        decode("ec2:RunInstances", INSTANCES, true);

        assertThat(launch())
                .hasMessageContaining("a policy denies ec2:RunInstances on " + INSTANCES
                        + " explicitly, and no Allow helps: change that one")
                .hasMessageNotContaining("IamPolicies");
    }

    @Test
    void aRefusalInWordsIsNotSentToBeDecoded() {
        deny(
                "TerminateInstances",
                "You are not authorized to perform this operation. User: arn:aws:iam::111122223333:user/jenkins is not"
                        + " authorized to perform: ec2:TerminateInstances on resource:"
                        + " arn:aws:ec2:eu-west-1:111122223333:instance/i-1 because no identity-based policy allows the"
                        + " ec2:TerminateInstances action. Encoded authorization failure message: " + BLOB);

        CloudException e = failure(provider -> provider.terminate(new InstanceId("i-1")));

        assertThat(e)
                .hasMessageContaining("user/jenkins is not authorized")
                .hasMessageEndingWith(
                        "allow ec2:TerminateInstances on arn:aws:ec2:eu-west-1:111122223333:instance/i-1" + REMEDY)
                .hasMessageNotContaining(BLOB);
        assertThat(aws.requests("DecodeAuthorizationMessage")).isEmpty();
    }

    @Test
    void whoMayNotDecodeIsToldWhatMayBeMissingAndHowToKnow() {
        deny("RunInstances", ENCODED);
        aws.fail("DecodeAuthorizationMessage", 403, "AccessDenied", "not authorized to perform: sts:Decode...");

        undecoded();
    }

    @Test
    void anAnswerOfStsThatNeverComesHidesNothing() {
        deny("RunInstances", ENCODED);
        aws.fault("DecodeAuthorizationMessage", Fault.CONNECTION_RESET_BY_PEER);

        undecoded();
        assertThat(aws.requests("DecodeAuthorizationMessage")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[]", "{}", "{\"context\":{}}", "{\"context\":{\"action\":3}}"})
    void whatStsSaysOtherwiseThanDocumentedHidesNothing(String decoded) {
        deny("RunInstances", ENCODED);
        answer(decoded);

        undecoded();
    }

    @Test
    void onlyWhatAPersonNeedsOfTheDecodedTextIsTold() {
        deny("RunInstances", ENCODED);
        decode("ec2:RunInstances", INSTANCES, false);

        assertThat(launch()).hasMessageNotContaining("AIDACKCEVSQ6C2EXAMPLE").hasMessageNotContaining(BLOB);
    }

    @Test
    void aReadThatIsNotAllowedNamesItsOwnAction() {
        aws.fail("DescribeImages", 403, "UnauthorizedOperation", "You are not authorized to perform this operation.");

        CloudException e = failure(provider -> provider.resolve(BaseImage.id("ami-1")));

        assertThat(e)
                .hasMessage("DescribeImages failed (UnauthorizedOperation): You are not authorized to perform this"
                        + " operation. (request id req-9); DescribeImages needs ec2:DescribeImages" + REMEDY);
    }

    @Test
    void aGivenStsClientIsAskedAndLeftOpen() {
        aws.answer("DescribeImages", "<DescribeImagesResponse><imagesSet/></DescribeImagesResponse>");
        deny("RunInstances", ENCODED);
        decode("ec2:CreateTags", INSTANCES, false);
        try (StsClient sts = StsClient.builder()
                        .region(Region.US_EAST_1)
                        .endpointOverride(aws.uri())
                        .credentialsProvider(AwsServer.CREDENTIALS)
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
                Ec2Client ec2 = Ec2Client.builder()
                        .region(Region.EU_WEST_1)
                        .endpointOverride(aws.uri())
                        .credentialsProvider(AwsServer.CREDENTIALS)
                        .httpClient(UrlConnectionHttpClient.create())
                        .overrideConfiguration(o -> o.putExecutionAttribute(AwsCloudProvider.STS_CLIENT, sts))
                        .build();
                AwsCloudProvider provider = aws.provider().ec2Client(ec2).build()) {
            for (int time = 1; time <= 2; time++) {
                assertThat(catchThrowableOfType(CloudException.class, () -> launch(provider)))
                        .hasMessageContaining("allow ec2:CreateTags on " + INSTANCES);
            }
        }
        aws.http()
                .verify(
                        2,
                        postRequestedFor(anyUrl())
                                .withRequestBody(containing("Action=DecodeAuthorizationMessage"))
                                .withHeader("Authorization", containing("/us-east-1/sts/")));
    }

    private void undecoded() {
        assertThat(launch())
                .hasMessage("RunInstances failed (UnauthorizedOperation): You are not authorized to perform this"
                        + " operation. (request id req-9); RunInstances needs ec2:CreateTags, ec2:RunInstances,"
                        + " iam:PassRole; which is missing, AWS said in code that could not be decoded: needs"
                        + " sts:DecodeAuthorizationMessage" + REMEDY);
    }

    private void deny(String action, String message) {
        aws.fail(action, 403, "UnauthorizedOperation", message);
    }

    /** As in the STS API reference, "DecodeAuthorizationMessage". */
    private void decode(String action, String resource, boolean explicit) {
        answer("""
                {"allowed":false,"explicitDeny":%s,"matchedStatements":{"items":[]},"failures":{"items":[]},\
                "context":{"principal":{"id":"AIDACKCEVSQ6C2EXAMPLE","name":"Bob",\
                "arn":"arn:aws:iam::111122223333:user/Bob"},"action":"%s","resource":"%s",\
                "conditions":{"items":[]}}}""".formatted(explicit, action, resource));
    }

    private void answer(String decoded) {
        aws.stub("DecodeAuthorizationMessage", aResponse().withBody("""
                <DecodeAuthorizationMessageResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\
                <DecodeAuthorizationMessageResult><DecodedMessage>%s</DecodedMessage></DecodeAuthorizationMessageResult>\
                <ResponseMetadata><RequestId>6624a9ca-cd25-4f50-b2a5-7ba65bf07453</RequestId></ResponseMetadata>\
                </DecodeAuthorizationMessageResponse>""".formatted(decoded)));
    }

    private CloudException launch() {
        aws.answer("DescribeImages", "<DescribeImagesResponse><imagesSet/></DescribeImagesResponse>");
        return failure(DenialTest::launch);
    }

    private static void launch(AwsCloudProvider provider) {
        provider.launch(new LaunchRequest(
                new ImageId("ami-1"),
                Userdata.of(new byte[] {1}),
                Placement.DEFAULT,
                "token",
                Map.of("a", "b"),
                Map.of("a", "b")));
    }

    private CloudException failure(java.util.function.Consumer<AwsCloudProvider> call) {
        try (AwsCloudProvider provider = aws.provider().build()) {
            CloudException e = catchThrowableOfType(CloudException.class, () -> call.accept(provider));
            assertThat(e.kind()).isEqualTo(CloudException.Kind.FINAL);
            assertThat(e.code()).isEqualTo("UnauthorizedOperation");
            assertThat(e).hasCauseInstanceOf(software.amazon.awssdk.services.ec2.model.Ec2Exception.class);
            return e;
        }
    }
}
