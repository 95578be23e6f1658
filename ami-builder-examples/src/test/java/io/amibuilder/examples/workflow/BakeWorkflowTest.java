package io.amibuilder.examples.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.amibuilder.AmiResult;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.Query;
import io.amibuilder.error.CleanUpSummary;
import io.amibuilder.testing.Fault;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BakeWorkflowTest {
    @Test
    void aCheckpointIsAllThatAStepNeeds() throws InterruptedException {
        VirtualTime time = new VirtualTime();
        SimulatedCloud cloud = SimulatedCloud.in(time);
        AmiResult result = Relay.bake(id -> SimulatedBakes.build(id, cloud, time, event -> {}), "b", time);
        assertThat(result.imageName()).isEqualTo("agent-1.0.0-1");
        assertThat(result.elapsed()).isEqualTo(time.elapsed());
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aBakeIsDoneStepByStep() {
        AtomicInteger activities = new AtomicInteger();
        try (SimulatedBakes bakes = new SimulatedBakes(cloud -> cloud)) {
            bakes.work((request, operation) -> Fault.NONE, () -> activities.incrementAndGet() < 0, event -> {});

            BakedImage image = bakes.workflow("b").bake("b");

            assertThat(image.name()).isEqualTo("agent-1.0.0-1");
            assertThat(image.took()).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(10));
            assertThat(activities).hasValueGreaterThan(10);
            assertThat(bakes.cloud.left()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CRASH_BEFORE", "CRASH_AFTER"})
    void aWorkerDiesInAnyRequestAndAnotherOneGoesOn(Fault crash) {
        int last = Integer.MAX_VALUE;
        for (int point = 1; point <= last; point++) {
            int deadly = point;
            AtomicInteger requests = new AtomicInteger();
            bakes(
                    "%s of request %d".formatted(crash, point),
                    () -> requests.incrementAndGet() == deadly ? crash : Fault.NONE,
                    new AtomicInteger(Integer.MAX_VALUE));
            last = Math.min(last, requests.get());
        }
        assertThat(last).isGreaterThan(15);
    }

    @Test
    void aWorkerDiesAfterAnyStepAndAnotherOneTakesItAgain() {
        int left = 0;
        int steps = 0;
        for (; left == 0; steps++) {
            AtomicInteger until = new AtomicInteger(steps);
            bakes("end of step %d".formatted(steps), () -> Fault.NONE, until);
            left = Math.max(0, until.get() + 1);
        }
        assertThat(steps).isGreaterThan(10);
    }

    private static void bakes(String what, Supplier<Fault> faults, AtomicInteger until) {
        try (SimulatedBakes bakes = new SimulatedBakes(cloud -> cloud)) {
            bakes.work((request, operation) -> faults.get(), () -> until.getAndDecrement() == 0, event -> {});

            BakedImage image = bakes.workflow("b").bake("b");

            assertThat(bakes.cloud.images(Query.build("b")))
                    .as(what)
                    .extracting((ImageStatus each) -> each.id().value())
                    .containsExactly(image.id());
            assertThat(bakes.cloud.left()).as(what).isEmpty();
        }
    }

    @Test
    void aFailureTellsItsTypeAndWhatWasRemoved() {
        try (SimulatedBakes bakes = new SimulatedBakes(cloud -> cloud.guestFails("10_hello.sh", 7))) {
            bakes.work((request, operation) -> Fault.NONE, () -> false, event -> {});

            WorkflowFailedException failed = catchThrowableOfType(
                    WorkflowFailedException.class, () -> bakes.workflow("b").bake("b"));

            ApplicationFailure reason = (ApplicationFailure) failed.getCause().getCause();
            assertThat(reason.getType()).isEqualTo("GuestFailedException");
            assertThat(reason.getOriginalMessage()).contains("10_hello.sh", "7");
            assertThat(reason.getDetails().get(CleanUpSummary.class).removed())
                    .singleElement()
                    .asString()
                    .startsWith("instance i-");
            assertThat(bakes.cloud.left()).isEmpty();
        }
    }

    @Test
    void aCancelledWorkflowCleansUp() {
        try (SimulatedBakes bakes = new SimulatedBakes(cloud -> cloud.guestHangs())) {
            bakes.work((request, operation) -> Fault.NONE, () -> false, event -> {});
            BakeWorkflow workflow = bakes.workflow("b");
            WorkflowClient.start(workflow::bake, "b");
            bakes.engine.sleep(Duration.ofMinutes(5));
            assertThat(bakes.cloud.left()).hasSize(1);

            WorkflowStub.fromTyped(workflow).cancel();

            WorkflowFailedException failed = catchThrowableOfType(
                    WorkflowFailedException.class,
                    () -> WorkflowStub.fromTyped(workflow).getResult(BakedImage.class));
            assertThat(failed.getCause()).isInstanceOf(CanceledFailure.class);
            assertThat(bakes.cloud.left()).isEmpty();
        }
    }
}
