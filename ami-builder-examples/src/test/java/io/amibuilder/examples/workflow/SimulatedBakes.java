package io.amibuilder.examples.workflow;

import io.amibuilder.AmiBuild;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.event.BuildListener;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.FaultyCloud;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.wait.Time;
import io.amibuilder.wait.WaitPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Temporal's own server and a worker in this process, on a simulated cloud. It opens no port and waits for nothing. */
final class SimulatedBakes implements AutoCloseable {
    private static final String QUEUE = "bakes";
    private static final WaitPolicy HALF_MINUTES = WaitPolicy.atMost(Duration.ofHours(1))
            .every(Duration.ofSeconds(30)); // each look is five events of the history

    final TestWorkflowEnvironment engine = TestWorkflowEnvironment.newInstance();
    final Time time = new EngineTime(engine);
    final SimulatedCloud cloud;

    SimulatedBakes(Function<SimulatedCloud.Builder, SimulatedCloud.Builder> goesWrong) {
        this.cloud = goesWrong.apply(SimulatedCloud.builder(time)).build();
    }

    /**
     * Starts a worker.
     *
     * @param faults what goes wrong with a request; each activity counts its own
     * @param diesAfterwards whether the worker dies when an activity is done
     * @param listener what is told of each step
     */
    void work(FaultyCloud.Plan faults, BooleanSupplier diesAfterwards, BuildListener listener) {
        BakeActivities activities =
                new BakeActivitiesImpl(id -> build(id, new FaultyCloud(cloud, time, faults), time, listener));
        Worker worker = engine.newWorker(QUEUE);
        worker.registerWorkflowImplementationTypes(BakeWorkflowImpl.class);
        worker.registerActivitiesImplementations(new MortalActivities(activities, diesAfterwards));
        engine.start();
    }

    BakeWorkflow workflow(String buildId) {
        WorkflowClient client = engine.getWorkflowClient();
        return client.newWorkflowStub(
                BakeWorkflow.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(QUEUE)
                        .setWorkflowId(buildId)
                        .build());
    }

    static AmiBuild build(String id, CloudProvider provider, Time time, BuildListener listener) {
        return AmiBuild.builder()
                .source(AmiSource.builder()
                        .part("10_hello.sh", "#!/bin/sh\necho hello\n")
                        .build())
                .name("agent")
                .version("1.0.0")
                .baseImage(BaseImage.nameTag("our-base"))
                .provider(provider)
                .time(time)
                .buildId(id)
                .instanceWait(HALF_MINUTES)
                .proofWait(HALF_MINUTES)
                .imageWait(HALF_MINUTES)
                .listener(listener)
                .build();
    }

    @Override
    public void close() {
        engine.close();
    }
}
