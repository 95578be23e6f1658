package io.amibuilder.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.publish.PublishTarget.State;
import io.amibuilder.publish.Publisher;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PublisherContractTest {
    @TestFactory
    Stream<DynamicTest> theSimulatedPublisherKeepsIt() {
        return Contracts.tests(PublisherContract.checks(() -> new Subject(UnaryOperator.identity())));
    }

    @Test
    void aPlanWithoutSentencesIsFound() {
        assertThat(broken(next -> with(next, next.plan().subList(0, 0), UnaryOperator.identity())))
                .containsExactly("a plan is there, says the same at every call, and is not blank");
    }

    @Test
    void aTargetThatNeverEndsIsFound() {
        assertThat(broken(next -> with(next, next.plan(), target -> state(target, State.PENDING))))
                .contains("every target is done at last", "what is done stays done, for another publisher, too");
    }

    @Test
    void aFailureThatSpreadsIsFound() {
        assertThat(broken(next -> with(
                        next,
                        next.plan(),
                        target -> state(target, next.plan().size() > 2 ? State.FAILED : State.DONE))))
                .containsExactly("a target that fails keeps no other one back");
    }

    @Test
    void aTargetThatSaysNothingIsFound() {
        assertThat(broken(next -> with(
                        next,
                        next.plan(),
                        target -> new PublishTarget(target.place(), target.state(), target.image(), " "))))
                .contains("every target is done at last");
    }

    private static List<String> broken(UnaryOperator<Publisher> bug) {
        return Contracts.broken(PublisherContract.checks(() -> new Subject(bug)));
    }

    private static PublishTarget state(PublishTarget target, State state) {
        return new PublishTarget(target.place(), state, target.image(), target.detail());
    }

    private static Publisher with(Publisher next, List<String> plan, UnaryOperator<PublishTarget> told) {
        return new Publisher() {
            @Override
            public List<PublishTarget> publish(ImageStatus image) {
                return next.publish(image).stream().map(told).toList();
            }

            @Override
            public List<String> plan() {
                return plan;
            }
        };
    }

    private static final class Subject implements PublisherSubject {
        private final VirtualTime time = new VirtualTime();
        private final SimulatedPublisher simulated =
                places().place("eu-west-1", Duration.ZERO).place("eu-central-1", Duration.ofMinutes(8));
        private final UnaryOperator<Publisher> front;

        Subject(UnaryOperator<Publisher> front) {
            this.front = front;
        }

        private SimulatedPublisher places() {
            return SimulatedPublisher.in(time);
        }

        @Override
        public Publisher publisher() {
            return front.apply(simulated);
        }

        @Override
        public Optional<Publisher> partlyFailing() {
            return Optional.of(front.apply(places().place("eu-west-1", Duration.ZERO)
                    .place("eu-central-1", Duration.ofMinutes(8))
                    .failing("us-east-1", Duration.ofMinutes(1), "the key is disabled")));
        }

        @Override
        public ImageStatus image() {
            return new ImageStatus(
                    new ImageId("ami-1"), "web-1-1", ImageState.AVAILABLE, "", new VirtualTime().now(), Map.of());
        }

        @Override
        public Time time() {
            return time;
        }
    }
}
