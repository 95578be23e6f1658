package io.amibuilder;

import io.amibuilder.engine.Memory;
import io.amibuilder.traffic.Road;
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

    private final Road road;
    private final Time time;
    private Optional<AmiBake> bake = Optional.empty();
    private volatile boolean started;
    private Optional<BuildOutcome> outcome = Optional.empty();

    Lane(AmiBuild build, Road road) {
        this.build = build;
        this.buildId = build.settings().idOfRun();
        this.road = road;
        this.time = build.settings().time();
        this.due = road.nextStart();
    }

    /** Empty as long as there is more to do. */
    Optional<BuildOutcome> outcome() {
        return outcome;
    }

    boolean isStarted() {
        return started;
    }

    /**
     * Compiles.
     *
     * @param whyCancelled what an interruption meanwhile means
     */
    void start(String whyCancelled) {
        started = true;
        try {
            bake = Optional.of(AmiBake.start(build.settings(), Memory.of(buildId), road));
        } catch (RuntimeException | Error e) {
            boolean cancelled = Thread.currentThread().isInterrupted();
            failed(cancelled ? new BuildCancelledException(buildId, whyCancelled, e) : e);
        }
    }

    /**
     * Takes a step.
     *
     * @return when the next one is due, if there is one
     */
    Instant step() {
        woken = false;
        try {
            Next next = bake.orElseThrow().step();
            if (next instanceof Next.Again again) {
                return time.now().plus(again.pause());
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
    }
}
