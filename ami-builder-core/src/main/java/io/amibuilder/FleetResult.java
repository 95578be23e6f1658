package io.amibuilder;

import java.time.Duration;
import java.util.List;

/**
 * How the builds of a fleet ended.
 *
 * @param outcomes one for each build, in the order in which the builds were given
 * @param elapsed how long all of it took
 */
public record FleetResult(List<BuildOutcome> outcomes, Duration elapsed) {
    /**
     * Copies the list.
     *
     * @param outcomes one for each build, in the order in which the builds were given
     * @param elapsed how long all of it took
     */
    public FleetResult {
        outcomes = List.copyOf(outcomes);
    }

    /** {@return the images, in the order of the builds} */
    public List<AmiResult> images() {
        return outcomes.stream()
                .filter(BuildOutcome.Succeeded.class::isInstance)
                .map(outcome -> ((BuildOutcome.Succeeded) outcome).result())
                .toList();
    }

    /** {@return the builds without an image, in the order of the builds} */
    public List<BuildOutcome.Failed> failures() {
        return outcomes.stream()
                .filter(BuildOutcome.Failed.class::isInstance)
                .map(BuildOutcome.Failed.class::cast)
                .toList();
    }

    @Override
    public String toString() {
        return images().size() + " images, " + failures().size() + " failures in " + elapsed;
    }
}
