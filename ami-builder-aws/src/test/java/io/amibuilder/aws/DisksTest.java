package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import io.amibuilder.cloud.Query;
import io.amibuilder.cloud.ResourceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DisksTest {
    private static final Instant MADE = Instant.parse("2026-01-02T03:04:05Z");
    private static final Map<String, String> OURS = Map.of(AmiTags.BUILD_ID, "b1");
    private static final Query ALL = Query.tagged(AmiTags.BUILD_ID);
    private static final String NO_IMAGES = ImagesXml.images();

    @RegisterExtension
    final AwsServer aws = new AwsServer();

    private AwsCloudProvider provider;

    @BeforeEach
    void open() {
        provider = aws.provider().build();
        aws.answer("DescribeVolumes", volumes(""));
        aws.answer("DescribeSnapshots", snapshots(""));
        aws.answer("DescribeSpotInstanceRequests", requests(""));
        aws.answer("DescribeImages", NO_IMAGES);
    }

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void aTagOfAnyValueIsAskedForByItsKeyAmongOwnThings() {
        assertThat(provider.resources(ALL)).isEmpty();

        assertThat(aws.requests("DescribeVolumes"))
                .containsExactly(Map.of(
                        "Action", "DescribeVolumes",
                        "Version", "2016-11-15",
                        "MaxResults", "500",
                        "Filter.1.Name", "tag-key",
                        "Filter.1.Value.1", AmiTags.BUILD_ID));
        assertThat(aws.requests("DescribeSnapshots"))
                .containsExactly(Map.of(
                        "Action", "DescribeSnapshots",
                        "Version", "2016-11-15",
                        "MaxResults", "1000",
                        "Owner.1", "self",
                        "Filter.1.Name", "tag-key",
                        "Filter.1.Value.1", AmiTags.BUILD_ID));
        assertThat(aws.requests("DescribeImages"))
                .as("without snapshots nobody can use one")
                .isEmpty();
    }

    @Test
    void instancesAndImagesAreFoundByATagOfAnyValueToo() {
        aws.answer("DescribeInstances", AwsServer.resource("describe-instances-2.xml"));
        aws.answer("DescribeImages", ImagesXml.images(ImagesXml.image("ami-1", "n", OURS)));

        assertThat(provider.instances(ALL)).isNotEmpty();
        assertThat(provider.images(ALL.and("Name", "no"))).isEmpty();
        assertThat(provider.images(ALL)).hasSize(1);
        assertThat(aws.requests("DescribeInstances").get(0))
                .containsEntry("Filter.1.Name", "tag-key")
                .containsEntry("Filter.1.Value.1", AmiTags.BUILD_ID);
        assertThat(aws.requests("DescribeImages").get(0))
                .containsEntry("Filter.1.Name", "tag:Name")
                .containsEntry("Filter.2.Name", "tag-key");
    }

    @Test
    void volumesAreReadOnEveryPageAndAreFreeOnlyWhenNothingHoldsThem() {
        aws.answer(
                "DescribeVolumes",
                volumes(
                        "page-2",
                        volume("vol-free", "available", "", OURS),
                        volume("vol-held", "in-use", "<attachmentSet><item/></attachmentSet>", OURS),
                        volume("vol-new", "creating", "", OURS),
                        volume("vol-odd", "available", "<attachmentSet><item/></attachmentSet>", OURS),
                        volume("vol-gone", "deleting", "", OURS),
                        volume("vol-foreign", "available", "", Map.of("Name", "db"))));
        aws.answerPage("DescribeVolumes", "page-2", volumes("", volume("vol-broken", "error", "", OURS)));

        assertThat(provider.resources(ALL))
                .containsExactly(
                        new ResourceStatus(ResourceStatus.Kind.VOLUME, "vol-free", false, MADE, OURS),
                        new ResourceStatus(ResourceStatus.Kind.VOLUME, "vol-held", true, MADE, OURS),
                        new ResourceStatus(ResourceStatus.Kind.VOLUME, "vol-new", true, MADE, OURS),
                        new ResourceStatus(ResourceStatus.Kind.VOLUME, "vol-odd", true, MADE, OURS),
                        new ResourceStatus(ResourceStatus.Kind.VOLUME, "vol-broken", false, MADE, OURS));
    }

    @Test
    void snapshotsThatAnImageIsMadeOfOrThatAreBeingMadeAreInUse() {
        aws.answer(
                "DescribeSnapshots",
                snapshots(
                        "page-2",
                        snapshot("snap-1", "completed"), // ImagesXml's images are made of this one
                        snapshot("snap-2", "pending")));
        aws.answerPage("DescribeSnapshots", "page-2", snapshots("", snapshot("snap-3", "completed")));
        aws.answer("DescribeImages", ImagesXml.images(ImagesXml.image("ami-1", "n", Map.of())));

        assertThat(provider.resources(ALL))
                .containsExactly(
                        new ResourceStatus(ResourceStatus.Kind.SNAPSHOT, "snap-1", true, MADE, OURS),
                        new ResourceStatus(ResourceStatus.Kind.SNAPSHOT, "snap-2", true, MADE, OURS),
                        new ResourceStatus(ResourceStatus.Kind.SNAPSHOT, "snap-3", false, MADE, OURS));
        assertThat(aws.requests("DescribeImages").get(0))
                .containsEntry("IncludeDisabled", "true")
                .containsEntry("Owner.1", "self")
                .containsEntry("Filter.1.Name", "block-device-mapping.snapshot-id")
                .containsEntry("Filter.1.Value.1", "snap-1")
                .containsEntry("Filter.1.Value.3", "snap-3");
    }

    @Test
    void aVolumeIsDeletedAndOneThatIsGoneIsFineAndOneInUseIsNot() {
        ResourceStatus volume = resource(ResourceStatus.Kind.VOLUME, "vol-1");
        aws.answer("DeleteVolume", "<DeleteVolumeResponse><return>true</return></DeleteVolumeResponse>");
        provider.delete(volume);
        assertThat(aws.requests("DeleteVolume"))
                .containsExactly(Map.of("Action", "DeleteVolume", "Version", "2016-11-15", "VolumeId", "vol-1"));

        aws.fail("DeleteVolume", 400, "InvalidVolume.NotFound", "gone");
        assertThatCode(() -> provider.delete(volume)).doesNotThrowAnyException();

        aws.fail("DeleteVolume", 400, "VolumeInUse", "it is attached");
        assertThat(catchThrowableOfType(CloudException.class, () -> provider.delete(volume))
                        .kind())
                .isEqualTo(Kind.FINAL);
    }

    @Test
    void aSnapshotIsDeletedAndOneThatIsGoneIsFineAndOneInUseIsNot() {
        ResourceStatus snapshot = resource(ResourceStatus.Kind.SNAPSHOT, "snap-1");
        aws.answer("DeleteSnapshot", "<DeleteSnapshotResponse><return>true</return></DeleteSnapshotResponse>");
        provider.delete(snapshot);
        assertThat(aws.requests("DeleteSnapshot"))
                .containsExactly(Map.of("Action", "DeleteSnapshot", "Version", "2016-11-15", "SnapshotId", "snap-1"));

        aws.fail("DeleteSnapshot", 400, "InvalidSnapshot.NotFound", "gone");
        assertThatCode(() -> provider.delete(snapshot)).doesNotThrowAnyException();

        aws.fail("DeleteSnapshot", 400, "InvalidSnapshot.InUse", "an image needs it");
        assertThat(catchThrowableOfType(CloudException.class, () -> provider.delete(snapshot))
                        .kind())
                .isEqualTo(Kind.FINAL);
    }

    @Test
    void spotRequestsThatMayLaunchAreReadOnEveryPage() {
        aws.answer("DescribeSpotInstanceRequests", requests("page-2", request("sir-1", OURS)));
        aws.answerPage(
                "DescribeSpotInstanceRequests",
                "page-2",
                requests("", request("sir-2", OURS), request("sir-3", Map.of("Name", "x"))));

        assertThat(provider.resources(ALL))
                .containsExactly(
                        new ResourceStatus(ResourceStatus.Kind.SPOT_REQUEST, "sir-1", false, MADE, OURS),
                        new ResourceStatus(ResourceStatus.Kind.SPOT_REQUEST, "sir-2", false, MADE, OURS));
        assertThat(aws.requests("DescribeSpotInstanceRequests").get(0))
                .isEqualTo(Map.of(
                        "Action", "DescribeSpotInstanceRequests",
                        "Version", "2016-11-15",
                        "MaxResults", "1000",
                        "Filter.1.Name", "tag-key",
                        "Filter.1.Value.1", AmiTags.BUILD_ID,
                        "Filter.2.Name", "state",
                        "Filter.2.Value.1", "open",
                        "Filter.2.Value.2", "active",
                        "Filter.2.Value.3", "disabled"));
    }

    @Test
    void aSpotRequestIsCancelledAndOneThatIsGoneIsFine() {
        ResourceStatus request = resource(ResourceStatus.Kind.SPOT_REQUEST, "sir-1");
        aws.answer("CancelSpotInstanceRequests", "<CancelSpotInstanceRequestsResponse/>");
        provider.delete(request);
        assertThat(aws.requests("CancelSpotInstanceRequests"))
                .singleElement()
                .satisfies(sent -> assertThat(sent).containsEntry("SpotInstanceRequestId.1", "sir-1"));

        aws.fail("CancelSpotInstanceRequests", 400, "InvalidSpotInstanceRequestID.NotFound", "gone");
        assertThatCode(() -> provider.delete(request)).doesNotThrowAnyException();
    }

    private static ResourceStatus resource(ResourceStatus.Kind kind, String id) {
        return new ResourceStatus(kind, id, false, MADE, OURS);
    }

    private static String volumes(String nextToken, String... items) {
        return response("DescribeVolumes", "volumeSet", nextToken, items);
    }

    private static String snapshots(String nextToken, String... items) {
        return response("DescribeSnapshots", "snapshotSet", nextToken, items);
    }

    private static String requests(String nextToken, String... items) {
        return response("DescribeSpotInstanceRequests", "spotInstanceRequestSet", nextToken, items);
    }

    private static String response(String action, String set, String nextToken, String... items) {
        return "<%1$sResponse><requestId>r</requestId><%2$s>%3$s</%2$s>%4$s</%1$sResponse>"
                .formatted(
                        action,
                        set,
                        String.join("", items),
                        nextToken.isEmpty() ? "" : "<nextToken>" + nextToken + "</nextToken>");
    }

    private static String volume(String id, String state, String more, Map<String, String> tags) {
        return "<item><volumeId>%s</volumeId><status>%s</status><createTime>%s</createTime>%s%s</item>"
                .formatted(id, state, MADE, more, tags(tags));
    }

    private static String request(String id, Map<String, String> tags) {
        return "<item><spotInstanceRequestId>%s</spotInstanceRequestId><createTime>%s</createTime>%s</item>"
                .formatted(id, MADE, tags(tags));
    }

    private static String snapshot(String id, String state) {
        return "<item><snapshotId>%s</snapshotId><status>%s</status><startTime>%s</startTime>%s</item>"
                .formatted(id, state, MADE, tags(OURS));
    }

    private static String tags(Map<String, String> tags) {
        List<String> items = tags.entrySet().stream()
                .map(tag -> "<item><key>%s</key><value>%s</value></item>".formatted(tag.getKey(), tag.getValue()))
                .toList();
        return "<tagSet>" + String.join("", items) + "</tagSet>";
    }
}
