package io.amibuilder.cloud;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the cloud says of an instance. It may be stale.
 *
 * @param id the instance
 * @param state its state
 * @param stateReason why it is in this state: a code, and a text when there is one; empty when the cloud gives none
 * @param launchedAt when it was launched
 * @param tags its tags
 */
public record InstanceStatus(
        InstanceId id, InstanceState state, String stateReason, Instant launchedAt, Map<String, String> tags) {
    /** EC2's state reason of an instance that powered itself off. */
    public static final String SELF_STOPPED = "Client.InstanceInitiatedShutdown";

    /**
     * Copies the tags.
     *
     * @param id the instance
     * @param state its state
     * @param stateReason why it is in this state: a code, and a text when there is one; empty when the cloud gives none
     * @param launchedAt when it was launched
     * @param tags its tags
     */
    public InstanceStatus {
        tags = Map.copyOf(tags);
    }

    /**
     * Whether the instance stopped by its own power-off rather than by somebody's call or a fault. EC2 gives the reason
     * as a code, or only within the message.
     *
     * @return true when it powered itself off
     */
    public boolean stoppedItself() {
        return state == InstanceState.STOPPED && stateReason.contains(SELF_STOPPED);
    }

    @Override
    public String toString() {
        return "instance " + id + " is " + state.text() + (stateReason.isEmpty() ? "" : " (" + stateReason + ")")
                + ", launched " + launchedAt + ", tags " + new TreeMap<>(tags);
    }
}
