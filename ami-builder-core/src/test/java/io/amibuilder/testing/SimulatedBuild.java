package io.amibuilder.testing;

import io.amibuilder.engine.BakeRequest;
import io.amibuilder.engine.Step;
import io.amibuilder.error.AmiBuilderException;
import java.util.ArrayList;
import java.util.List;

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

    SimulatedBuild(String id, BakeRequest request) {
        this.id = id;
        this.request = request;
    }
}
