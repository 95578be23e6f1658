package io.amibuilder.aws;

/**
 * How an instance is paid for. It changes the price and the odds of a bake, never the image.
 *
 * <p>A Spot instance is asked for by a persistent request with the interruption behaviour {@code stop}: nothing else that
 * Spot offers can power itself off and stay (EC2 user guide, "Stop a Spot Instance"). The request is cancelled before its
 * instance is terminated, else EC2 would launch another one. An instance that Spot interrupts is lost, and the build fails
 * with {@link io.amibuilder.cloud.InstanceLostException}: its stop is not its own power-off, so that no image is made.
 */
public enum Purchase {
    /** On-demand instances only. */
    ON_DEMAND,
    /** Spot instances only; without Spot capacity in any place the build fails. */
    SPOT,
    /** Spot instances first, in every place; when there is no Spot capacity, on-demand instances. */
    SPOT_THEN_ON_DEMAND;

    boolean usesSpot() {
        return this != ON_DEMAND;
    }
}
