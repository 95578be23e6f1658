package io.amibuilder;

import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.traffic.Road;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One run of a fleet: every thread takes the build that is due next, takes a step of it, and puts it back in line. */
final class FleetRun {
    /** How long a thread may miss that a build has become due sooner, or that everything is over. */
    private static final Duration SLICE = Duration.ofMillis(200);

    private static final String INTERRUPTED = "the thread of its fleet was interrupted";

    private final List<Lane> lanes = new ArrayList<>();
    private final Schedule schedule = new Schedule();
    private final Compilers compilers = new Compilers();
    private final List<Thread> others = new ArrayList<>();
    private final Time time;
    private final Progress progress;
    private final Ticks ticks;
    private final Thread first = Thread.currentThread();
    private final Instant begun;
    private volatile boolean cancelled;

    FleetRun(List<AmiBuild> builds, Time time, int threads, Consumer<FleetProgress> listener) {
        this.time = time;
        this.begun = time.now();
        this.progress = new Progress(builds.size(), listener);
        this.ticks = new Ticks(
                time,
                builds.stream()
                        .flatMap(build -> build.settings().listeners().stream())
                        .toList());
        IdentityHashMap<CloudProvider, Road> roads = new IdentityHashMap<>();
        for (AmiBuild build : builds) {
            Road road = roads.computeIfAbsent(build.settings().provider(), to -> Road.to(to, time));
            Lane lane = new Lane(build, road);
            lanes.add(lane);
            schedule.add(lane, lane.due);
        }
        for (int i = 2; i <= threads; i++) {
            others.add(new Thread(this::work, "ami-fleet-" + i));
        }
    }

    FleetResult run() {
        List<Sleeper> sleepers = lanes.stream().map(Sleeper::new).toList();
        try {
            sleepers.forEach(Sleeper::listen);
            others.forEach(Thread::start);
            work();
        } finally {
            others.forEach(this::join);
            sleepers.forEach(Sleeper::close);
            if (cancelled) {
                Thread.currentThread().interrupt();
            }
        }
        List<BuildOutcome> outcomes =
                lanes.stream().map(lane -> lane.outcome().orElseThrow()).toList();
        return new FleetResult(outcomes, Duration.between(begun, time.now()));
    }

    private void work() {
        while (!schedule.isOver()) {
            Optional<Lane> lane = schedule.take(cancelled ? Instant.MAX : time.now());
            try {
                if (lane.isEmpty()) {
                    if (Thread.currentThread() == first) {
                        ticks.tick(); // and again within a slice, which is as soon as anything moves
                    }
                    time.pause(untilNext());
                } else {
                    drive(lane.get());
                }
            } catch (InterruptedException e) {
                cancel();
            }
            if (Thread.interrupted()) {
                cancel();
            }
        }
    }

    /** Never more than a slice: a step that another thread takes now may make a build due sooner. */
    private Duration untilNext() {
        Duration left =
                schedule.nextDue().map(due -> Duration.between(time.now(), due)).orElse(SLICE);
        return left.compareTo(SLICE) < 0 ? left : SLICE;
    }

    private void drive(Lane lane) {
        boolean first = !lane.isStarted();
        if (first) {
            progress.begun();
        }
        Instant due = time.now();
        try {
            if (cancelled) {
                lane.cancel(INTERRUPTED);
            } else if (first) {
                compilers.run(() -> lane.start(INTERRUPTED));
            } else {
                due = lane.step();
            }
        } catch (RuntimeException | Error e) {
            lane.failed(e); // nobody else would ever take it again
        }
        Optional<BuildOutcome> outcome = lane.outcome();
        outcome.ifPresent(progress::ended);
        if (outcome.isPresent()) {
            schedule.ended();
        } else {
            schedule.giveBack(lane, due);
            wakeAgain(lane);
        }
    }

    /** An event may have come while the lane was not in line. */
    private void wakeAgain(Lane lane) {
        if (lane.woken && lane.isStarted()) {
            schedule.hasten(lane, time.now());
        }
    }

    private void cancel() {
        cancelled = true;
        compilers.interrupt();
    }

    /** They end by themselves: nothing is left to do for them. */
    private void join(Thread thread) {
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                cancel();
            }
        }
    }

    /** Brings a build's next step forward when an event arrives. */
    private final class Sleeper implements WakeUps.Sleeper {
        private final Lane lane;

        private Sleeper(Lane lane) {
            this.lane = lane;
        }

        private void listen() {
            lane.build.settings().wakeUps().ifPresent(calls -> calls.add(this));
        }

        private void close() {
            lane.build.settings().wakeUps().ifPresent(calls -> calls.remove(this));
        }

        @Override
        public String buildId() {
            return lane.buildId;
        }

        @Override
        public void wake() {
            lane.woken = true;
            wakeAgain(lane);
        }
    }
}
