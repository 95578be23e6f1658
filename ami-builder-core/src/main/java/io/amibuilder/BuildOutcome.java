package io.amibuilder;

/** How one build of a fleet ended. */
public sealed interface BuildOutcome {
    /** {@return the build, as it was given to the fleet} */
    AmiBuild build();

    /** {@return the id it ran under} */
    String buildId();

    /**
     * There is an image.
     *
     * @param build the build, as it was given to the fleet
     * @param buildId the id it ran under
     * @param result the image and how it was made
     */
    record Succeeded(AmiBuild build, String buildId, AmiResult result) implements BuildOutcome {}

    /**
     * There is no image.
     *
     * @param build the build, as it was given to the fleet
     * @param buildId the id it ran under
     * @param why what {@link AmiBuild#run()} would have thrown; {@link BuildCancelledException} when the fleet was
     *     interrupted
     */
    record Failed(AmiBuild build, String buildId, Throwable why) implements BuildOutcome {}
}
