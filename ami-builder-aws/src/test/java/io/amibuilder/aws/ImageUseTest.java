package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.cloud.ImageId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How each look for the users of images is sent, and how its answer is read. */
class ImageUseTest {
    private static final String NO_INSTANCES = instances("");
    private static final String NO_TEMPLATES = templates("");
    private static final String NO_PARAMETERS = "{\"Parameters\":[]}";

    @RegisterExtension
    final AwsServer aws = new AwsServer();

    private final SsmStubs ssm = new SsmStubs(aws);
    private AwsCloudProvider provider;

    @BeforeEach
    void open() {
        provider = aws.provider().build();
        aws.answer("DescribeInstances", NO_INSTANCES);
        aws.answer("DescribeLaunchTemplateVersions", NO_TEMPLATES);
        ssm.answer("DescribeParameters", NO_PARAMETERS);
    }

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void instancesAreAskedForByTheirImages() {
        aws.answer("DescribeInstances", instances(instance("i-1", "ami-1", "stopped")));

        assertThat(use(false).of(images("ami-2", "ami-1"))).isEqualTo(used("ami-1", "used by instance i-1"));
        assertThat(aws.requests("DescribeInstances"))
                .containsExactly(Map.of(
                        "Action", "DescribeInstances",
                        "Version", "2016-11-15",
                        "IncludeManagedResources", "true",
                        "MaxResults", "1000",
                        "Filter.1.Name", "image-id",
                        "Filter.1.Value.1", "ami-1",
                        "Filter.1.Value.2", "ami-2"));
    }

    @Test
    void everyInstanceCountsButATerminatedOneAndOnePageLeadsToTheNext() {
        aws.answer(
                "DescribeInstances",
                instances(instance("i-1", "ami-1", "terminated")
                                + instance("i-2", "ami-2", "shutting-down")
                                + instance("i-3", "ami-3", "hibernating-some-day"))
                        .replace("</reservationSet>", "</reservationSet><nextToken>page-2</nextToken>"));
        aws.answerPage("DescribeInstances", "page-2", instances(instance("i-4", "ami-4", "pending")));

        assertThat(use(false).of(images("ami-1", "ami-2", "ami-3", "ami-4")).keySet())
                .containsExactlyInAnyOrderElementsOf(images("ami-2", "ami-3", "ami-4"));
    }

    @Test
    void aThousandInstancesOfOneImageAreOneLine() {
        String many = IntStream.range(0, 1000)
                .mapToObj(number -> instance("i-%04d".formatted(number), "ami-1", "running"))
                .collect(Collectors.joining());
        aws.answer("DescribeInstances", instances(many));

        assertThat(use(false).of(images("ami-1")))
                .isEqualTo(used("ami-1", "used by instance i-0000, instance i-0001, instance i-0002 and 997 more"));
    }

    @Test
    void fiveHundredImagesAreThreeRequests() {
        Set<ImageId> images = IntStream.range(0, 500)
                .mapToObj(number -> new ImageId("ami-%03d".formatted(number)))
                .collect(Collectors.toSet());

        use(false).of(images);

        List<Map<String, String>> requests = aws.requests("DescribeInstances");
        assertThat(requests)
                .extracting(request -> request.keySet().stream()
                        .filter(key -> key.startsWith("Filter.1.Value."))
                        .count())
                .containsExactly(200L, 200L, 100L);
        assertThat(requests.get(2)).containsEntry("Filter.1.Value.100", "ami-499");
        assertThat(aws.requests("DescribeLaunchTemplateVersions")).hasSize(1);
    }

    @Test
    void theDefaultAndTheLatestVersionOfEveryTemplateAreAskedForAtOnce() {
        aws.answer(
                "DescribeLaunchTemplateVersions",
                templates(version("lt-1", "web", 7, "ami-1") + version("lt-2", "bare", 1, ""))
                        .replace(
                                "</launchTemplateVersionSet>",
                                "</launchTemplateVersionSet><nextToken>p-2</nextToken>"));
        aws.answerPage("DescribeLaunchTemplateVersions", "p-2", templates(version("lt-3", "db", 2, "ami-2")));

        assertThat(use(false).of(images("ami-1", "ami-2", "ami-3")))
                .isEqualTo(Map.of(
                        new ImageId("ami-1"), "used by launch template web version 7",
                        new ImageId("ami-2"), "used by launch template db version 2"));
        assertThat(aws.requests("DescribeLaunchTemplateVersions").get(0))
                .isEqualTo(Map.of(
                        "Action", "DescribeLaunchTemplateVersions",
                        "Version", "2016-11-15",
                        "LaunchTemplateVersion.1", "$Latest",
                        "LaunchTemplateVersion.2", "$Default",
                        "IncludeManagedResources", "true",
                        "MaxResults", "200"));
        assertThat(aws.requests("DescribeLaunchTemplates")).isEmpty();
    }

    @Test
    void everyVersionIsAskedForTemplateByTemplateWhenToldSo() {
        aws.answer("DescribeLaunchTemplates", """
                <DescribeLaunchTemplatesResponse><launchTemplates>
                <item><launchTemplateId>lt-1</launchTemplateId><launchTemplateName>web</launchTemplateName></item>
                </launchTemplates></DescribeLaunchTemplatesResponse>""");
        aws.answer("DescribeLaunchTemplateVersions", templates(version("lt-1", "web", 3, "ami-1")));

        assertThat(use(true).of(images("ami-1"))).hasSize(1);
        assertThat(aws.requests("DescribeLaunchTemplates"))
                .containsExactly(Map.of(
                        "Action", "DescribeLaunchTemplates",
                        "Version", "2016-11-15",
                        "IncludeManagedResources", "true",
                        "MaxResults", "200"));
        assertThat(aws.requests("DescribeLaunchTemplateVersions"))
                .containsExactly(Map.of(
                        "Action", "DescribeLaunchTemplateVersions",
                        "Version", "2016-11-15",
                        "LaunchTemplateId", "lt-1",
                        "IncludeManagedResources", "true",
                        "MaxResults", "200"));
    }

    @Test
    void aParameterThatATemplateNamesIsReadButNotAwsOwn() {
        aws.answer(
                "DescribeLaunchTemplateVersions",
                templates(version("lt-1", "web", 1, "resolve:ssm:/web/image:stable")
                        + version("lt-2", "aws", 1, "resolve:ssm:/aws/service/ami-amazon-linux-latest/x")));
        ssm.answer("GetParameters", """
                {"Parameters":[{"Name":"/web/image","Selector":":stable","Type":"String","Value":"ami-1"}],
                "InvalidParameters":[]}""");

        assertThat(use(false).of(images("ami-1"))).isEqualTo(used("ami-1", "used by parameter /web/image"));
        assertThat(ssm.requests("GetParameters")).containsExactly("{\"Names\":[\"/web/image:stable\"]}");
    }

    @Test
    void parametersOfImagesAreFoundByTheirTypeAndReadTenAtATime() {
        String names = IntStream.range(0, 12)
                .mapToObj(number -> "{\"Name\":\"/p/%02d\"}".formatted(number))
                .collect(Collectors.joining(","));
        String first =
                "{\"ParameterFilters\":[{\"Key\":\"DataType\",\"Values\":[\"aws:ec2:image\"]}],\"MaxResults\":50}";
        ssm.answer("DescribeParameters", first, "{\"Parameters\":[],\"NextToken\":\"more\"}");
        ssm.answer(
                "DescribeParameters",
                first.replace("}],\"MaxResults\":50", "}],\"MaxResults\":50,\"NextToken\":\"more\""),
                "{\"Parameters\":[" + names + "]}");
        ssm.answer("GetParameters", NO_PARAMETERS);
        ssm.answer(
                "GetParameters",
                "{\"Names\":[\"/p/10\",\"/p/11\"]}",
                "{\"Parameters\":[{\"Name\":\"/p/11\",\"Type\":\"String\",\"Value\":\"ami-1\"}],"
                        + "\"InvalidParameters\":[\"/p/10\"]}");

        assertThat(use(false).of(images("ami-1"))).isEqualTo(used("ami-1", "used by parameter /p/11"));
        assertThat(ssm.requests("GetParameters")).hasSize(2);
        assertThat(ssm.requests("GetParametersByPath")).isEmpty();
    }

    @Test
    void whatLiesUnderAPathIsReadWhateverItsForm() {
        String request = "{\"Path\":\"/ami\",\"Recursive\":true,\"MaxResults\":10}";
        ssm.answer("GetParametersByPath", request, """
                {"Parameters":[{"Name":"/ami/text","Type":"String","Value":" ami-1\\n"},
                {"Name":"/ami/list","Type":"StringList","Value":"ami-2,ami-3"},
                {"Name":"/ami/secret","Type":"SecureString","Value":"ami-5"}],"NextToken":"more"}""");
        ssm.answer("GetParametersByPath", request.replace("}", ",\"NextToken\":\"more\"}"), """
                {"Parameters":[{"Name":"/ami/json","Type":"String","Value":"{\\"image_id\\":\\"ami-4\\"}"},
                {"Name":"/ami/longer","Type":"String","Value":"ami-55"}]}""");

        assertThat(use(false, "/ami").of(images("ami-1", "ami-2", "ami-3", "ami-4", "ami-5")))
                .isEqualTo(Map.of(
                        new ImageId("ami-1"), "used by parameter /ami/text",
                        new ImageId("ami-2"), "used by parameter /ami/list",
                        new ImageId("ami-3"), "used by parameter /ami/list",
                        new ImageId("ami-4"), "used by parameter /ami/json"));
    }

    private ImageUse use(boolean everyVersion, String... paths) {
        return new ImageUse(provider.connection(), everyVersion, List.of(paths));
    }

    private static Set<ImageId> images(String... ids) {
        return Set.of(ids).stream().map(ImageId::new).collect(Collectors.toSet());
    }

    private static Map<ImageId, String> used(String image, String by) {
        return Map.of(new ImageId(image), by);
    }

    private static String instances(String items) {
        return "<DescribeInstancesResponse><reservationSet><item><instancesSet>" + items
                + "</instancesSet></item></reservationSet></DescribeInstancesResponse>";
    }

    private static String instance(String id, String image, String state) {
        return ("<item><instanceId>%s</instanceId><imageId>%s</imageId>"
                        + "<instanceState><code>16</code><name>%s</name></instanceState></item>")
                .formatted(id, image, state);
    }

    private static String templates(String items) {
        return "<DescribeLaunchTemplateVersionsResponse><launchTemplateVersionSet>" + items
                + "</launchTemplateVersionSet></DescribeLaunchTemplateVersionsResponse>";
    }

    private static String version(String id, String name, int number, String image) {
        return ("<item><launchTemplateId>%s</launchTemplateId><launchTemplateName>%s</launchTemplateName>"
                        + "<versionNumber>%d</versionNumber><defaultVersion>true</defaultVersion>"
                        + "<launchTemplateData>%s<instanceType>t3.nano</instanceType></launchTemplateData></item>")
                .formatted(id, name, number, image.isEmpty() ? "" : "<imageId>" + image + "</imageId>");
    }
}
