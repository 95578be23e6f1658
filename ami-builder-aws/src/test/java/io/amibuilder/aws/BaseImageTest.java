package io.amibuilder.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.BaseImageInfo;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import io.amibuilder.cloud.ImageId;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BaseImageTest {
    private static final String AMAZONS = "<imageOwnerAlias>amazon</imageOwnerAlias>";

    @RegisterExtension
    final AwsServer aws = new AwsServer();

    private AwsCloudProvider provider;

    @BeforeEach
    void open() {
        provider = aws.provider().build();
    }

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void anIdIsLookedUpWhoeverOwnsIt() {
        aws.answer("DescribeImages", ImagesXml.images(ImagesXml.image("ami-1", "al2023", Map.of())));

        assertThat(provider.resolve(BaseImage.id("ami-1")))
                .isEqualTo(new BaseImageInfo(new ImageId("ami-1"), "al2023", "x86_64"));
        assertThat(aws.requests("DescribeImages"))
                .containsExactly(Map.of("Action", "DescribeImages", "Version", "2016-11-15", "ImageId.1", "ami-1"));
    }

    @Test
    void anIdThatDoesNotExistIsNotFound() {
        aws.fail("DescribeImages", 400, "InvalidAMIID.NotFound", "The image id '[ami-1]' does not exist");
        assertThat(failure(BaseImage.id("ami-1")))
                .hasMessageEndingWith("image ami-1 is not visible to this account in eu-west-1")
                .extracting(CloudException::kind)
                .isEqualTo(Kind.NOT_FOUND);

        aws.answer("DescribeImages", ImagesXml.images());
        CloudException e = failure(BaseImage.id("ami-1"));
        assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(e).hasMessageEndingWith("image ami-1 is not visible to this account in eu-west-1");
    }

    @Test
    void aFileIsForALocalCloud() {
        assertThat(failure(BaseImage.file(Path.of("/base.qcow2"))))
                .hasMessageEndingWith(
                        "must be one that AWS has, but was the disk /base.qcow2; files are for LocalCloud")
                .extracting(CloudException::kind)
                .isEqualTo(Kind.FINAL);
    }

    @Test
    void anImageThatIsNotAvailableIsNotUsed() {
        aws.answer("DescribeImages", ImagesXml.images(ImagesXml.image("ami-1", "x", "pending", "", Map.of())));

        assertThat(failure(BaseImage.id("ami-1")))
                .hasMessageEndingWith("must be available, but is 'pending' in eu-west-1");
    }

    @Test
    void aNameIsLookedForAmongOwnAvailableImagesAndNotAsAPattern() {
        aws.answer(
                "DescribeImages",
                ImagesXml.images(
                        ImagesXml.image("ami-1", "web-*", Map.of()), ImagesXml.image("ami-2", "web-1", Map.of())));

        assertThat(provider.resolve(BaseImage.name("web-*")).id()).isEqualTo(new ImageId("ami-1"));
        assertThat(aws.requests("DescribeImages"))
                .containsExactly(Map.of(
                        "Action", "DescribeImages",
                        "Version", "2016-11-15",
                        "MaxResults", "1000",
                        "IncludeDisabled", "true",
                        "Owner.1", "self",
                        "Filter.1.Name", "name",
                        "Filter.1.Value.1", "web-\\*",
                        "Filter.2.Name", "state",
                        "Filter.2.Value.1", "available"));
    }

    @Test
    void ofANameTagTheHighestVersionThenTheHighestBuildWins() {
        aws.answer(
                "DescribeImages",
                ImagesXml.images(
                        tagged("ami-1", "1.9", "20"),
                        tagged("ami-2", "1.10", "9"),
                        tagged("ami-3", "1.10", "10"),
                        tagged("ami-4", "1.10", "rc"),
                        ImagesXml.image("ami-5", "x", "disabled", "", tags("9.9", "1"))));

        assertThat(provider.resolve(BaseImage.nameTag("web")).id()).isEqualTo(new ImageId("ami-3"));
        assertThat(aws.requests("DescribeImages").get(0))
                .containsEntry("Filter.1.Name", "tag:Name")
                .containsEntry("Filter.1.Value.1", "web");
    }

    @Test
    void aNameTagWithVersionTakesTheHighestBuildOfAllPages() {
        aws.answer("DescribeImages", ImagesXml.page("page-2", tagged("ami-1", "1.0", "9")));
        aws.answerPage("DescribeImages", "page-2", ImagesXml.images(tagged("ami-2", "1.0", "10")));

        assertThat(provider.resolve(BaseImage.nameTag("web", "1.0")).id()).isEqualTo(new ImageId("ami-2"));
        assertThat(aws.requests("DescribeImages").get(0))
                .containsEntry("Filter.2.Name", "tag:Version")
                .containsEntry("Filter.2.Value.1", "1.0");
    }

    @Test
    void aTextIsANameThenANameTagThenANameTagWithVersion() {
        aws.answer("DescribeImages", ImagesXml.images());
        aws.http()
                .stubFor(aws.post("DescribeImages")
                        .withRequestBody(containing("tag%3AVersion"))
                        .atPriority(1)
                        .willReturn(aResponse()
                                .withBody(ImagesXml.images(
                                        ImagesXml.image("ami-1", "a", Map.of("Name", "web", "Version", "app-1.0")),
                                        ImagesXml.image("ami-2", "b", Map.of("Name", "web-app", "Version", "1.0")),
                                        ImagesXml.image("ami-3", "c", Map.of("Name", "web", "Version", "1.0"))))));

        assertThat(provider.resolve(BaseImage.lookup("web-app-1.0")).id()).isEqualTo(new ImageId("ami-2"));

        assertThat(aws.requests("DescribeImages"))
                .extracting(request -> request.get("Filter.1.Name") + "=" + request.get("Filter.1.Value.1"))
                .containsExactly("name=web-app-1.0", "tag:Name=web-app-1.0", "tag:Name=web");
        assertThat(aws.requests("DescribeImages").get(2))
                .containsEntry("Filter.1.Value.2", "web-app")
                .containsEntry("Filter.2.Value.1", "app-1.0")
                .containsEntry("Filter.2.Value.2", "1.0");
    }

    @Test
    void whatIsNotFoundIsNamed() {
        aws.answer("DescribeImages", ImagesXml.images());

        assertThat(failure(BaseImage.lookup("web-1")))
                .hasMessageContaining("no available image with the name 'web-1', the tag Name='web-1', or tags Name and"
                        + " Version that make 'web-1' when joined by '-' in eu-west-1");
        assertThat(failure(BaseImage.name("web"))).hasMessageContaining("named 'web'");
        assertThat(failure(BaseImage.nameTag("web"))).hasMessageContaining("with the tag Name='web'");
        assertThat(failure(BaseImage.nameTag("web", "1")))
                .hasMessageContaining("with the tags Name='web' and Version='1'")
                .extracting(e -> e.kind())
                .isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void imagesOfOthersAmongOwnOnesAreRefused() {
        String foreign = ImagesXml.image("ami-1", "web", Map.of()).replace("111122223333", "666666666666");
        aws.answer("DescribeImages", ImagesXml.images(ImagesXml.image("ami-2", "web", Map.of()), foreign));
        assertThat(failure(BaseImage.name("web")).kind()).isEqualTo(Kind.FINAL);

        String amazons =
                ImagesXml.image("ami-1", "web", "available", "<imageOwnerAlias>amazon</imageOwnerAlias>", Map.of());
        aws.answer("DescribeImages", ImagesXml.images(amazons));
        assertThat(failure(BaseImage.name("web"))).hasMessageContaining("holds images of [amazon]");
    }

    @Test
    void aParameterLeadsToAnImage() {
        parameter("{\"Parameter\":{\"Name\":\"/base\",\"Value\":\"ami-1\"}}");
        aws.answer("DescribeImages", ImagesXml.images(ImagesXml.image("ami-1", "al2023", Map.of())));

        assertThat(provider.resolve(BaseImage.ssmParameter("/base")))
                .isEqualTo(new BaseImageInfo(new ImageId("ami-1"), "al2023", "x86_64"));
    }

    @Test
    void aParameterThatHoldsNoImageIdIsRefusedWithoutShowingIt() {
        parameter("{\"Parameter\":{\"Name\":\"/base\",\"Value\":\"hunter2\"}}");

        CloudException e = failure(BaseImage.ssmParameter("/base"));

        assertThat(e.kind()).isEqualTo(Kind.FINAL);
        assertThat(e)
                .hasMessageContaining("parameter '/base' must hold an image id")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aParameterThatDoesNotExistIsNotFound() {
        aws.http()
                .stubFor(post(urlEqualTo("/"))
                        .withHeader("X-Amz-Target", equalTo("AmazonSSM.GetParameter"))
                        .willReturn(aResponse().withStatus(400).withBody("{\"__type\":\"ParameterNotFound\"}")));

        CloudException e = failure(BaseImage.ssmParameter("/base"));

        assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(e.operation()).isEqualTo("GetParameter");
        assertThat(e)
                .hasMessageEndingWith("there is no parameter '/base' in eu-west-1 that this account can read")
                .hasCauseInstanceOf(CloudException.class);
    }

    @Test
    void aParameterThatNamesAnImageOfElsewhereSaysSo() {
        parameter("{\"Parameter\":{\"Name\":\"/base\",\"Value\":\"ami-1\"}}");
        aws.answer("DescribeImages", ImagesXml.images());

        assertThat(failure(BaseImage.ssmParameter("/base")))
                .hasMessageEndingWith(
                        "image ami-1, which parameter '/base' names, is not visible to this account in" + " eu-west-1");
    }

    @Test
    void aPatternFindsTheOwnersNewestImage() {
        aws.answer(
                "DescribeImages",
                ImagesXml.images(
                        dated("ami-1", "2026-01-02T00:00:00.000Z", AMAZONS),
                        dated("ami-2", "2026-02-01T00:00:00.000Z", AMAZONS),
                        dated("ami-3", "2026-01-31T00:00:00.000Z", AMAZONS)));

        assertThat(provider.resolve(BaseImage.pattern("al2023-ami-*", "amazon")).id())
                .isEqualTo(new ImageId("ami-2"));
        assertThat(aws.requests("DescribeImages"))
                .containsExactly(Map.of(
                        "Action", "DescribeImages",
                        "Version", "2016-11-15",
                        "MaxResults", "1000",
                        "Owner.1", "amazon",
                        "Filter.1.Name", "name",
                        "Filter.1.Value.1", "al2023-ami-*",
                        "Filter.2.Name", "state",
                        "Filter.2.Value.1", "available"));
    }

    @Test
    void aStrangersNewerImageOfTheSameNameLoses() {
        String attackers = dated("ami-9", "2026-12-31T00:00:00.000Z", "").replace("111122223333", "666666666666");
        String market =
                dated("ami-8", "2026-12-30T00:00:00.000Z", "<imageOwnerAlias>aws-marketplace</imageOwnerAlias>");
        aws.answer(
                "DescribeImages",
                ImagesXml.images(attackers, market, dated("ami-1", "2026-01-02T00:00:00.000Z", AMAZONS)));
        assertThat(provider.resolve(BaseImage.pattern("al2023-ami-*", "amazon")).id())
                .isEqualTo(new ImageId("ami-1"));

        aws.answer("DescribeImages", ImagesXml.images(attackers, dated("ami-1", "2026-01-02T00:00:00.000Z", "")));
        assertThat(provider.resolve(BaseImage.pattern("al2023-ami-*", "111122223333"))
                        .id())
                .isEqualTo(new ImageId("ami-1"));

        aws.answer("DescribeImages", ImagesXml.images(attackers));
        assertThat(failure(BaseImage.pattern("al2023-ami-*", "amazon")))
                .hasMessageEndingWith(
                        "owner 'amazon' has no available image whose name matches 'al2023-ami-*' in" + " eu-west-1")
                .extracting(CloudException::kind)
                .isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void aPatternForOwnImagesIsCheckedLikeEveryOwnImage() {
        aws.answer("DescribeImages", ImagesXml.images(dated("ami-1", "2026-01-02T00:00:00.000Z", AMAZONS)));

        assertThat(failure(BaseImage.pattern("web-*", "self"))).hasMessageContaining("holds images of [amazon]");
    }

    private void parameter(String answer) {
        aws.http()
                .stubFor(post(urlEqualTo("/"))
                        .withHeader("X-Amz-Target", equalTo("AmazonSSM.GetParameter"))
                        .withRequestBody(equalToJson("{\"Name\":\"/base\"}"))
                        .willReturn(aResponse().withBody(answer)));
    }

    private CloudException failure(BaseImage image) {
        return catchThrowableOfType(CloudException.class, () -> provider.resolve(image));
    }

    private static String dated(String id, String date, String more) {
        return ImagesXml.image(id, "al2023-ami-x", "available", more, Map.of())
                .replace("2026-01-02T03:04:05.000Z", date);
    }

    private static String tagged(String id, String version, String build) {
        return ImagesXml.image(id, id, tags(version, build));
    }

    private static Map<String, String> tags(String version, String build) {
        return Map.of("Name", "web", "Version", version, "Build", build);
    }
}
