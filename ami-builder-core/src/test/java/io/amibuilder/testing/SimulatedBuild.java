package io.amibuilder.testing;

import io.amibuilder.cloud.ImageId;
import io.amibuilder.engine.BakeRequest;
import io.amibuilder.engine.Goal;
import io.amibuilder.engine.Step;
import io.amibuilder.error.AmiBuilderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of one build in a simulation. */
final class SimulatedBuild {
    final String id;
    final BakeRequest request;
    final List<Step.Done> successes = new ArrayList<>();
    final List<AmiBuilderException> failures = new ArrayList<>();
    /** How many processes have worked on it. */
    int processes;
    /** Whether a process of it died and nobody started another one. */
    boolean abandoned;

    /** Where its image is published; empty when it is not. */
    final Optional<SimulatedPublisher> publisher;
    /** What was published before it had passed its smoke test. */
    final List<ImageId> untested = new ArrayList<>();

    SimulatedBuild(String id, BakeRequest request, Optional<SimulatedPublisher> publisher) {
        this.id = id;
        this.request = request;
        this.publisher = publisher;
    }

    /** Whether its image must pass a smoke test. */
    boolean isTested() {
        return request.goal() instanceof Goal.Image goal && goal.test().isPresent();
    }
}
