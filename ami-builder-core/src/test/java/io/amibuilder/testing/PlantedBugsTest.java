package io.amibuilder.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ConsoleOutput;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageRequest;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Query;
import io.amibuilder.guest.GuestWord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A simulation that finds nothing proves something only when it finds what is there: each of these breaks the engine. */
class PlantedBugsTest {
    private static final int SEEDS = 2_000;

    @Test
    void aForgottenTokenLeavesASecondInstance() {
        assertThat(firstFinding(cloud -> new ForwardingCloud(cloud) {
                    private int launches;

                    @Override
                    public InstanceId launch(LaunchRequest r) {
                        String fresh = System.identityHashCode(this) + "-" + ++launches;
                        return next.launch(new LaunchRequest(
                                r.baseImage(), r.userdata(), r.placement(), fresh, Map.of(), Map.of()));
                    }
                }))
                .contains("carries no build id");
    }

    @Test
    void stoppedTakenForSuccessMakesAnImageOfAFailure() {
        assertThat(firstFinding(cloud -> new ForwardingCloud(cloud) {
                    @Override
                    public ConsoleOutput console(InstanceId id) {
                        String console = next.console(id).text();
                        return new ConsoleOutput(console + new GuestWord.Succeeded().marker(Simulation.nonce()));
                    }

                    @Override
                    public List<InstanceStatus> instances(Query query) {
                        return next.instances(query);
                    }
                }))
                .contains("of a guest that did not succeed");
    }

    @Test
    void anyStopTakenForAPowerOffMakesAnImageOfAStoppedBuild() {
        assertThat(firstFinding(cloud -> new ForwardingCloud(cloud) {
                    @Override
                    public List<InstanceStatus> instances(Query query) {
                        return next.instances(query).stream()
                                .map(i -> i.state() == InstanceState.STOPPED ? stoppedItself(i) : i)
                                .toList();
                    }

                    @Override
                    public ConsoleOutput console(InstanceId id) {
                        return new ConsoleOutput(new GuestWord.Succeeded().marker(Simulation.nonce()));
                    }
                }))
                .contains("of a guest that did not succeed");
    }

    @Test
    void aTerminationThatIsForgottenLeavesAnInstance() {
        assertThat(firstFinding(cloud -> new ForwardingCloud(cloud) {
                    @Override
                    public void terminate(InstanceId id) {}
                }))
                .contains("and did not say so");
    }

    @Test
    void aLostAnswerTakenForAFailureLeavesAnInstance() {
        assertThat(firstFinding(cloud -> new ForwardingCloud(cloud) {
                    @Override
                    public InstanceId launch(LaunchRequest request) {
                        return finalWhenUnknown(() -> next.launch(request));
                    }

                    @Override
                    public List<InstanceStatus> instances(Query query) {
                        return List.of(); // an empty describe is trusted
                    }
                }))
                .contains("and did not say so");
    }

    @Test
    void imagesWithoutTagsBelongToNobody() {
        assertThat(firstFinding(cloud -> new ForwardingCloud(cloud) {
                    @Override
                    public ImageId createImage(ImageRequest r) {
                        return next.createImage(
                                new ImageRequest(r.source(), r.name(), r.description(), Map.of(), Map.of()));
                    }
                }))
                .contains("carries no build id");
    }

    @Test
    void aProcessThatTrustsItsMemoryAloneMakesASecondImage() {
        assertThat(firstFinding(cloud -> new ForwardingCloud(cloud) {
                    private final Set<ImageId> made = new HashSet<>();

                    @Override
                    public ImageId createImage(ImageRequest r) {
                        String name = r.name() + "-" + System.identityHashCode(this);
                        ImageId image = next.createImage(
                                new ImageRequest(r.source(), name, r.description(), r.imageTags(), r.snapshotTags()));
                        made.add(image);
                        return image;
                    }

                    @Override
                    public List<ImageStatus> images(Query query) {
                        return next.images(query).stream()
                                .filter(image -> made.contains(image.id()))
                                .toList();
                    }
                }))
                .contains("has several images");
    }

    @Test
    void aPendingImageTakenForAnAvailableOneIsNoSuccess() {
        assertThat(firstFinding(cloud -> new ForwardingCloud(cloud) {
                    @Override
                    public List<ImageStatus> images(Query query) {
                        return next.images(query).stream()
                                .map(PlantedBugsTest::available)
                                .toList();
                    }
                }))
                .contains("which is not available");
    }

    @Test
    void aDiscardThatIsForgottenLeavesAnImage() {
        assertThat(firstFinding(cloud -> new ForwardingCloud(cloud) {
                    @Override
                    public void discard(ImageId id) {}
                }))
                .contains("failed and left an image");
    }

    @Test
    void anInstanceThatDoesNotSayWhenItExpiresIsNeverSwept() {
        assertThat(firstFinding(cloud -> new ForwardingCloud(cloud) {
                    @Override
                    public InstanceId launch(LaunchRequest r) {
                        Map<String, String> tags = new HashMap<>(r.instanceTags());
                        tags.remove(AmiTags.EXPIRES);
                        return next.launch(new LaunchRequest(
                                r.baseImage(), r.userdata(), r.placement(), r.token(), tags, r.volumeTags()));
                    }
                }))
                .contains("and the sweeper did not end it");
    }

    @Test
    void aCleanUpThatBeginsWithTheOldestIsSeen() {
        assertThat(firstFinding(cloud -> new ForwardingCloud(cloud) {
                    private final List<ImageId> later = new ArrayList<>();

                    @Override
                    public void discard(ImageId id) {
                        later.add(id);
                    }

                    @Override
                    public void terminate(InstanceId id) {
                        next.terminate(id);
                        later.forEach(next::discard);
                        later.clear();
                    }
                }))
                .contains("which is newer");
    }

    /** What the judge says of the first seed that it does not acquit. */
    private static String firstFinding(UnaryOperator<CloudProvider> bug) {
        Optional<List<String>> finding = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> Judge.verdict(new Simulation(seed, bug).run()))
                .filter(broken -> !broken.isEmpty())
                .findFirst();
        return String.join("\n", finding.orElse(List.of("nothing was found")));
    }

    private static InstanceStatus stoppedItself(InstanceStatus i) {
        return new InstanceStatus(i.id(), i.state(), InstanceStatus.SELF_STOPPED, i.launchedAt(), i.tags());
    }

    private static ImageStatus available(ImageStatus i) {
        return new ImageStatus(i.id(), i.name(), ImageState.AVAILABLE, "", i.createdAt(), i.tags());
    }

    private static InstanceId finalWhenUnknown(java.util.function.Supplier<InstanceId> call) {
        try {
            return call.get();
        } catch (CloudException e) {
            throw e.kind() == CloudException.Kind.OUTCOME_UNKNOWN
                    ? new CloudException(CloudException.Kind.FINAL, e.operation(), e.code(), "given up", e)
                    : e;
        }
    }
}
