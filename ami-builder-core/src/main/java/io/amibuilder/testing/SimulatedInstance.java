package io.amibuilder.testing;

import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.LaunchRequest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An instance whose state is a function of the time. */
final class SimulatedInstance {
    static final Duration BOOT = Duration.ofSeconds(20);
    static final Duration SHUT_DOWN = Duration.ofSeconds(10);
    static final Duration SHOWN_AFTER_END = Duration.ofHours(1); // as EC2 does

    private static final String BY_USER = "Client.UserInitiatedShutdown: User initiated shutdown";
    private static final String BY_ITSELF = InstanceStatus.SELF_STOPPED + ": Instance initiated shutdown";

    final InstanceId id;
    final LaunchRequest request;
    final GuestFate fate;
    final GuestRun run;
    private final Instant launchedAt;
    private @Nullable Instant endedAt;
    private @Nullable Instant stopCalledAt;

    SimulatedInstance(InstanceId id, LaunchRequest request, GuestFate fate, GuestRun run, Instant launchedAt) {
        this.id = id;
        this.request = request;
        this.fate = fate;
        this.run = run;
        this.launchedAt = launchedAt;
    }

    void end(Instant at) {
        if (endedAt == null) {
            endedAt = at;
        }
    }

    /** Somebody else than the guest stops it. */
    void stop(Instant at) {
        if (endedAt == null && stopCalledAt == null && state(at) != InstanceState.STOPPED) {
            stopCalledAt = at;
        }
    }

    boolean isShown(Instant now) {
        return !now.isBefore(launchedAt) && (endedAt == null || now.isBefore(endedAt.plus(SHOWN_AFTER_END)));
    }

    boolean isGone() {
        return endedAt != null;
    }

    InstanceState state(Instant now) {
        if (endedAt != null && !now.isBefore(endedAt)) {
            return now.isBefore(endedAt.plus(SHUT_DOWN)) ? InstanceState.SHUTTING_DOWN : InstanceState.TERMINATED;
        }
        if (stopCalledAt != null && !now.isBefore(stopCalledAt)) {
            return now.isBefore(stopCalledAt.plus(SHUT_DOWN)) ? InstanceState.STOPPING : InstanceState.STOPPED;
        }
        if (now.isBefore(launchedAt.plus(BOOT))) {
            return InstanceState.PENDING;
        }
        if (!run.powersOff() || now.isBefore(poweredOffAt())) {
            return InstanceState.RUNNING;
        }
        return now.isBefore(stoppedAt()) ? InstanceState.STOPPING : InstanceState.STOPPED;
    }

    InstanceStatus status(Instant now) {
        InstanceState state = state(now);
        String reason = switch (state) {
            case STOPPING, STOPPED -> stopCalledAt == null ? BY_ITSELF : BY_USER;
            case SHUTTING_DOWN, TERMINATED -> BY_USER;
            default -> "";
        };
        return new InstanceStatus(id, state, reason, launchedAt, request.instanceTags());
    }

    /**
     * What the cloud has posted of the console: while the instance works it lags, and then stands still until the stopped
     * instance's is posted as a whole.
     */
    String console(Instant now, Duration lag) {
        boolean stoppedItself = run.powersOff() && stopCalledAt == null;
        if (stoppedItself && !now.isBefore(stoppedAt().plus(lag))) {
            return run.console();
        }
        Instant off = stopCalledAt == null ? poweredOffAt() : stopCalledAt;
        Instant alive = run.powersOff() && off.isBefore(now) ? off : now;
        return run.console(Duration.between(launchedAt.plus(BOOT), alive.minus(lag)));
    }

    private Instant poweredOffAt() {
        return launchedAt.plus(BOOT).plus(run.duration());
    }

    private Instant stoppedAt() {
        return poweredOffAt().plus(SHUT_DOWN);
    }
}
