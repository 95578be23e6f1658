package io.amibuilder.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.BaseImageInfo;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ConsoleOutput;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageRequest;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Placement;
import io.amibuilder.cloud.Query;
import io.amibuilder.cloud.ResourceStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CloudProviderContractTest {
    @TestFactory
    Stream<DynamicTest> theSimulatedCloudKeepsIt() {
        return CloudProviderContract.checks(() -> new SimulatedSubject((cloud, time) -> cloud)).stream()
                .map(check -> dynamicTest(check.name(), check::run));
    }

    @TestFactory
    Stream<DynamicTest> theFaultyCloudKeepsItWhenNothingGoesWrong() {
        return CloudProviderContract.checks(() -> new SimulatedSubject(
                        (cloud, time) -> new FaultyCloud(cloud, time, (request, operation) -> Fault.NONE)))
                .stream()
                .map(check -> dynamicTest(check.name(), check::run));
    }

    @Test
    void aForgottenTokenIsFound() {
        assertThat(broken(cloud -> new ForwardingCloud(cloud) {
                    private int launches;

                    @Override
                    public InstanceId launch(LaunchRequest r) {
                        return next.launch(new LaunchRequest(
                                r.baseImage(),
                                r.userdata(),
                                r.placement(),
                                "fresh-" + ++launches,
                                r.instanceTags(),
                                r.volumeTags()));
                    }
                }))
                .contains("the same token gives the same instance", "a spent token makes no second instance");
    }

    @Test
    void forgottenTagsAreFound() {
        assertThat(broken(cloud -> new ForwardingCloud(cloud) {
                    @Override
                    public InstanceId launch(LaunchRequest r) {
                        Map<String, String> one =
                                Map.of(AmiTags.BUILD_ID, r.instanceTags().get(AmiTags.BUILD_ID));
                        return next.launch(
                                new LaunchRequest(r.baseImage(), r.userdata(), r.placement(), r.token(), one, one));
                    }

                    @Override
                    public ImageId createImage(ImageRequest r) {
                        return next.createImage(new ImageRequest(r.source(), r.name(), "", Map.of(), r.snapshotTags()));
                    }
                }))
                .contains(
                        "an instance carries its tags",
                        "an image becomes available and carries its tags",
                        "a volume is listed with its tags, and in use while its instance lives");
    }

    @Test
    void queriesThatFindTooMuchAreFound() {
        assertThat(broken(cloud -> new ForwardingCloud(cloud) {
                    @Override
                    public List<InstanceStatus> instances(Query query) {
                        return next.instances(Query.tagged(AmiTags.BUILD_ID));
                    }

                    @Override
                    public List<ImageStatus> images(Query query) {
                        return next.images(Query.tagged(AmiTags.BUILD_ID));
                    }

                    @Override
                    public List<ResourceStatus> resources(Query query) {
                        return next.resources(Query.tagged(AmiTags.BUILD_ID));
                    }
                }))
                .contains(
                        "instances are found by any of the values of a tag",
                        "instances are found by a tag whatever its value",
                        "images are found by their tags",
                        "a volume is listed with its tags, and in use while its instance lives");
    }

    @Test
    void aStopTakenForAPowerOffIsFound() {
        assertThat(broken(cloud -> new ForwardingCloud(cloud) {
                    @Override
                    public List<InstanceStatus> instances(Query query) {
                        return next.instances(query).stream()
                                .map(i -> i.state() != InstanceState.STOPPED
                                        ? i
                                        : new InstanceStatus(
                                                i.id(),
                                                i.state(),
                                                InstanceStatus.SELF_STOPPED,
                                                i.launchedAt(),
                                                i.tags()))
                                .toList();
                    }
                }))
                .containsExactly("an instance that was stopped did not stop itself");
    }

    @Test
    void theEndedThatAreHiddenAreFound() {
        assertThat(broken(cloud -> new ForwardingCloud(cloud) {
                    @Override
                    public List<InstanceStatus> instances(Query query) {
                        return next.instances(query).stream()
                                .filter(i -> !i.state().isGone())
                                .toList();
                    }
                }))
                .contains("a terminated instance is still listed as gone");
    }

    @Test
    void aSilentConsoleIsFound() {
        assertThat(broken(cloud -> new ForwardingCloud(cloud) {
                    @Override
                    public ConsoleOutput console(InstanceId id) {
                        return ConsoleOutput.NONE;
                    }
                }))
                .containsExactly(
                        "the console of an instance that does not exist is not found",
                        "the console carries the guest's last word at last");
    }

    @Test
    void aLooseSearchByNameIsFound() {
        assertThat(broken(cloud -> new ForwardingCloud(cloud) {
                    @Override
                    public Optional<ImageStatus> image(String name) {
                        return next.images(Query.tagged(AmiTags.BUILD_ID)).stream()
                                .findFirst();
                    }
                }))
                .containsExactly("an image is found by its exact name");
    }

    @Test
    void aWrongKindOfRefusalIsFound() {
        assertThat(broken(cloud -> new ForwardingCloud(cloud) {
                    @Override
                    public ImageId createImage(ImageRequest request) {
                        return asRetryable(() -> next.createImage(request));
                    }

                    @Override
                    public BaseImageInfo resolve(BaseImage image) {
                        return asRetryable(() -> next.resolve(image));
                    }
                }))
                .containsExactly("a base image that does not exist is not found", "an image name is given once only");
    }

    @Test
    void disksThatNobodyWatchesOverAreFound() {
        assertThat(broken(cloud -> new ForwardingCloud(cloud) {
                    @Override
                    public List<ResourceStatus> resources(Query query) {
                        return next.resources(query).stream()
                                .map(r -> new ResourceStatus(r.kind(), r.id(), false, r.createdAt(), r.tags()))
                                .toList();
                    }

                    @Override
                    public void delete(ResourceStatus resource) {}
                }))
                .hasSize(5)
                .allMatch(name -> name.contains("volume") || name.contains("snapshot"));
    }

    @Test
    void unsteadyAnswersAreFound() {
        assertThat(broken(cloud -> new ForwardingCloud(cloud) {
                    private int calls;

                    @Override
                    public String settings() {
                        return "call " + ++calls;
                    }

                    @Override
                    public List<Placement> placements() {
                        return List.of(new Placement("zone-" + ++calls));
                    }
                }))
                .containsExactly(
                        "placements are there, differ, and are the same at every call",
                        "settings are one line, the same at every call, and hold no secret");
    }

    /** The checks that a broken provider fails. */
    private static List<String> broken(UnaryOperator<CloudProvider> bug) {
        List<String> broken = new ArrayList<>();
        for (ContractCheck check :
                CloudProviderContract.checks(() -> new SimulatedSubject((cloud, time) -> bug.apply(cloud)))) {
            try {
                check.run();
            } catch (AssertionError e) {
                broken.add(check.name());
            } catch (Exception e) {
                throw new AssertionError(check.name() + " must fail by an assertion", e);
            }
        }
        return broken;
    }

    private static <T> T asRetryable(java.util.function.Supplier<T> call) {
        try {
            return call.get();
        } catch (CloudException e) {
            throw new CloudException(CloudException.Kind.RETRYABLE, e.operation(), e.code(), "again", e);
        }
    }
}
