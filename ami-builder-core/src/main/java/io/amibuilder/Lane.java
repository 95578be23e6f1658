package io.amibuilder;

import io.amibuilder.traffic.SharedCloud;
import io.amibuilder.traffic.Traffic;
import io.amibuilder.wait.Time;
import java.time.Instant;
import java.util.Optional;

/** One build of a fleet. {@link #due} and {@link #turn} belong to the schedule, everything else to the thread that has it. */
final class Lane {
    final AmiBuild build;
    final String buildId;
    Instant due;
    long turn;
    /** Whether an event has come since the last step began. */
    volatile boolean woken;

    private final Traffic traffic;
    private final Time time;
    private Optional<AmiBake> bake = Optional.empty();
    private volatile Optional<SharedCloud> cloud = Optional.empty();
    private Optional<BuildOutcome> outcome = Optional.empty();

    Lane(AmiBuild build, Traffic traffic) {
        this.build = build;
        this.buildId = build.settings().idOfRun();
        this.traffic = traffic;
        this.time = build.settings().time();
        this.due = traffic.nextStart();
    }

    /** Empty as long as there is more to do. */
    Optional<BuildOutcome> outcome() {
        return outcome;
    }

    boolean isStarted() {
        return cloud.isPresent();
    }

    /**
     * Compiles.
     *
     * @param whyCancelled what an interruption meanwhile means
     */
    void start(String whyCancelled) {
        SharedCloud shared = traffic.join(buildId, build.settings().name());
        cloud = Optional.of(shared);
        try {
            bake = Optional.of(AmiBake.start(build.settings(), buildId, shared));
        } catch (RuntimeException | Error e) {
            boolean cancelled = Thread.currentThread().isInterrupted();
            failed(cancelled ? new BuildCancelledException(buildId, whyCancelled, e) : e);
        }
    }

    /**
     * Takes a step.
     *
     * @return when the next one is due, if there is one: after the pause, and when the build's looks need not wait
     */
    Instant step() {
        woken = false;
        try {
            Next next = bake.orElseThrow().step();
            if (next instanceof Next.Again again) {
                Instant paused = time.now().plus(again.pause());
                Instant ready = cloud.orElseThrow().ready();
                return ready.isAfter(paused) ? ready : paused;
            }
            ended(new BuildOutcome.Succeeded(build, buildId, ((Next.Done) next).result()));
        } catch (RuntimeException | Error e) {
            failed(e);
        }
        return time.now();
    }

    void cancel(String why) {
        try {
            failed(bake.map(begun -> begun.cancel(why))
                    .orElseGet(() -> new BuildCancelledException(buildId, why, null)));
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    void failed(Throwable why) {
        ended(new BuildOutcome.Failed(build, buildId, why));
    }

    private void ended(BuildOutcome how) {
        if (outcome.isPresent()) {
            return;
        }
        outcome = Optional.of(how);
        bake.ifPresent(AmiBake::close);
        cloud.ifPresent(SharedCloud::close);
    }
}
