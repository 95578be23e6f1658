package io.amibuilder;

import io.amibuilder.wait.Time;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Many builds in one process, on a few threads however many builds there are. One failing build disturbs no other.
 *
 * <p>Builds in the same {@linkplain io.amibuilder.cloud.CloudProvider#account() account and region} look at the cloud
 * together, with those of other fleets of this process and those that run alone: one request a second for instances and one
 * for images, whatever their own cadence. They stay below EC2's rate limits, of which the one for launches is the
 * narrowest: five at once, then two a second; builds begin at that rate. A base image is looked up once for all builds of a
 * run on one provider object. An immutable value; {@link #run()} may be called any number of times.
 */
public final class AmiFleet {
    /**
     * A step is a few requests of a tenth of a second and most of a build is pauses: a thousand builds that look every five
     * seconds keep eight threads busy for less than half of the time, and eight waiting requests do not strain the cloud.
     */
    public static final int DEFAULT_THREADS = 8;

    private final List<AmiBuild> builds;
    private final int threads;
    private final Consumer<FleetProgress> progress;

    private AmiFleet(Builder builder) {
        this.builds = List.copyOf(builder.builds);
        this.threads = builder.threads;
        this.progress = builder.progress;
    }

    /** {@return a builder of a fleet without builds} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Runs all builds, and returns when each has an image or has failed and cleaned up. Uses the calling thread and, in real
     * time, starts others, all of which have ended when this returns. Each build's steps and listeners run one after the
     * other, though not always on the same thread.
     *
     * <p>When the calling thread is interrupted, builds that are not finished are given up: each finishes its present step,
     * what it has created is removed, and its outcome is a {@link BuildCancelledException}. The interrupt flag is set when
     * this returns. The end of the JVM counts as an interruption of all when one of the builds asks to clean up then.
     *
     * @return how each build ended, in the order of the builds
     */
    public FleetResult run() {
        if (builds.isEmpty()) {
            return new FleetResult(List.of(), java.time.Duration.ZERO);
        }
        Time time = builds.get(0).settings().time();
        int atWork = time.isVirtual() ? 1 : Math.min(threads, builds.size());
        FleetRun run = new FleetRun(builds, time, atWork, progress);
        boolean guarded = builds.stream().anyMatch(build -> build.settings().cleanUpOnShutdown());
        return guarded ? ShutdownGuard.around(run::run) : run.run();
    }

    @Override
    public String toString() {
        return "fleet of " + builds.size() + " builds on " + threads + " threads";
    }

    /** Says what to bake. For one thread at a time. */
    public static final class Builder {
        private final List<AmiBuild> builds = new ArrayList<>();
        private int threads = DEFAULT_THREADS;
        private Consumer<FleetProgress> progress = counters -> {};

        private Builder() {}

        /**
         * More builds.
         *
         * @param more added after those given before
         * @return this builder
         */
        public Builder builds(List<AmiBuild> more) {
            builds.addAll(more);
            return this;
        }

        /**
         * How many threads take steps, the calling one included; by default {@link #DEFAULT_THREADS}.
         *
         * @param number at least 1
         * @return this builder
         */
        public Builder threads(int number) {
            if (number < 1) {
                throw new IllegalArgumentException("a fleet needs at least 1 thread, but was given " + number);
            }
            threads = number;
            return this;
        }

        /**
         * Is told whenever a build begins or ends, one call at a time; what it throws is logged.
         *
         * @param listener replaces an earlier one
         * @return this builder
         */
        public Builder progress(Consumer<FleetProgress> listener) {
            progress = listener;
            return this;
        }

        @Override
        public String toString() {
            return "builder of a fleet of " + builds.size() + " builds on " + threads + " threads";
        }

        /**
         * The fleet.
         *
         * @return a fleet that can be run
         * @throws IllegalArgumentException when two builds have one id, or not all have the same {@link Time}
         */
        public AmiFleet build() {
            Set<String> ids = new HashSet<>();
            for (AmiBuild build : builds) {
                build.settings().buildId().filter(id -> !ids.add(id)).ifPresent(id -> {
                    throw new IllegalArgumentException(
                            "the builds of a fleet must differ in their ids, but two are " + id);
                });
                if (build.settings().time() != builds.get(0).settings().time()) {
                    throw new IllegalArgumentException("the builds of a fleet must share one Time, but " + build
                            + " has another than " + builds.get(0));
                }
            }
            return new AmiFleet(this);
        }

        /**
         * {@link #build()} and {@link AmiFleet#run()}.
         *
         * @return how each build ended
         */
        public FleetResult run() {
            return build().run();
        }
    }
}
