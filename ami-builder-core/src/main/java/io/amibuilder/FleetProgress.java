package io.amibuilder;

/**
 * How far a fleet is.
 *
 * @param waiting builds that have not begun
 * @param running builds under way
 * @param succeeded builds with an image
 * @param failed builds without one
 */
public record FleetProgress(int waiting, int running, int succeeded, int failed) {
    FleetProgress begun() {
        return new FleetProgress(waiting - 1, running + 1, succeeded, failed);
    }

    FleetProgress ended(BuildOutcome outcome) {
        boolean image = outcome instanceof BuildOutcome.Succeeded;
        return new FleetProgress(waiting, running - 1, succeeded + (image ? 1 : 0), failed + (image ? 0 : 1));
    }

    @Override
    public String toString() {
        return waiting + " waiting, " + running + " running, " + succeeded + " succeeded, " + failed + " failed";
    }
}
