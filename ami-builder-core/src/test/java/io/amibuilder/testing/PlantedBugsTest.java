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
import io.amibuilder.publish.PublishFailedException;
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.publish.PublishTarget.State;
import io.amibuilder.publish.Publisher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A simulation that finds nothing proves something only when it finds what is there: each of these breaks the engine. */
class PlantedBugsTest {
    private static final int SEEDS = 2_000;
    private static final int GUILTY = 10;

    @Test
    void aForgottenTokenLeavesASecondInstance() {
        assertThat(findings(cloud -> new ForwardingCloud(cloud) {
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
        assertThat(findings(cloud -> new ForwardingCloud(cloud) {
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
        assertThat(findings(cloud -> new ForwardingCloud(cloud) {
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
        assertThat(findings(cloud -> new ForwardingCloud(cloud) {
                    @Override
                    public void terminate(InstanceId id) {}
                }))
                .contains("and did not say so");
    }

    @Test
    void aLostAnswerTakenForAFailureLeavesAnInstance() {
        assertThat(findings(cloud -> new ForwardingCloud(cloud) {
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
        assertThat(findings(cloud -> new ForwardingCloud(cloud) {
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
        assertThat(findings(cloud -> new ForwardingCloud(cloud) {
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
        assertThat(findings(cloud -> new ForwardingCloud(cloud) {
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
        assertThat(findings(cloud -> new ForwardingCloud(cloud) {
                    @Override
                    public void discard(ImageId id) {}
                }))
                .contains("failed and left an image");
    }

    @Test
    void anInstanceThatDoesNotSayWhenItExpiresIsNeverSwept() {
        assertThat(findings(cloud -> new ForwardingCloud(cloud) {
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
        assertThat(findings(cloud -> new ForwardingCloud(cloud) {
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

    @Test
    void aMarkThatIsForgottenIsSeen() {
        assertThat(findings(cloud -> new ForwardingCloud(cloud) {
                    @Override
                    public void tag(ImageId id, String name, String value) {}
                }))
                .contains("which does not say that it passed its smoke test");
    }

    @Test
    void aTestOfTheBaseImageInsteadOfTheNewOneIsSeen() {
        assertThat(findings(cloud -> new ForwardingCloud(cloud) {
                    @Override
                    public InstanceId launch(LaunchRequest r) {
                        return next.launch(new LaunchRequest(
                                new ImageId("ami-0"),
                                r.userdata(),
                                r.placement(),
                                r.token(),
                                r.instanceTags(),
                                r.volumeTags()));
                    }
                }))
                .contains("passed its smoke test, which never happened");
    }

    @Test
    void aFailedTestTakenForAPassedOneIsSeen() {
        assertThat(findings(cloud -> new ForwardingCloud(cloud) {
                    @Override
                    public ConsoleOutput console(InstanceId id) {
                        String marker = new GuestWord.Succeeded().marker(Simulation.testNonce());
                        return new ConsoleOutput(next.console(id).text() + marker);
                    }
                }))
                .contains("passed its smoke test, which never happened");
    }

    @Test
    void anImageThatFailedItsTestAndStaysIsSeen() {
        assertThat(findings(cloud -> new ForwardingCloud(cloud) {
                    @Override
                    public void discard(ImageId id) {
                        boolean available = next.images(Query.tagged(AmiTags.BUILD_ID)).stream()
                                .anyMatch(image -> image.id().equals(id) && image.state() == ImageState.AVAILABLE);
                        if (!available) {
                            next.discard(id);
                        }
                    }
                }))
                .contains("which failed its smoke test");
    }

    @Test
    void aCopyThatIsPendingTakenForADoneOneIsSeen() {
        assertThat(findings(UnaryOperator.identity(), publisher -> changing(publisher, State.PENDING, State.DONE)))
                .contains("succeeded but is not published");
    }

    @Test
    void aFailureThatDoesNotSayWhereIsSeen() {
        assertThat(findings(UnaryOperator.identity(), publisher -> new Publisher() {
                    @Override
                    public List<PublishTarget> publish(ImageStatus image) {
                        List<PublishTarget> targets = publisher.publish(image);
                        if (targets.stream().anyMatch(target -> target.state() == State.FAILED)) {
                            throw new PublishFailedException("b", image.id(), List.of(), null);
                        }
                        return targets;
                    }

                    @Override
                    public List<String> plan() {
                        return publisher.plan();
                    }
                }))
                .contains("failed to publish and does not say where");
    }

    private static Publisher changing(Publisher publisher, State from, State to) {
        return new Publisher() {
            @Override
            public List<PublishTarget> publish(ImageStatus image) {
                return publisher.publish(image).stream()
                        .map(t -> t.state() == from ? new PublishTarget(t.place(), to, t.image(), t.detail()) : t)
                        .toList();
            }

            @Override
            public List<String> plan() {
                return publisher.plan();
            }
        };
    }

    /** What the judge says of the first seeds that it does not acquit; one bug may break several promises. */
    private static String findings(UnaryOperator<CloudProvider> bug) {
        return findings(bug, UnaryOperator.identity());
    }

    private static String findings(UnaryOperator<CloudProvider> bug, UnaryOperator<Publisher> publishingBug) {
        return LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> Judge.verdict(new Simulation(seed, bug, publishingBug).run()))
                .filter(broken -> !broken.isEmpty())
                .limit(GUILTY)
                .flatMap(List::stream)
                .collect(Collectors.joining("\n", "found:\n", ""));
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
