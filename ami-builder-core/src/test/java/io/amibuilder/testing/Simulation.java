package io.amibuilder.testing;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ImageName;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.OnFailure;
import io.amibuilder.engine.BakeRequest;
import io.amibuilder.engine.Contents;
import io.amibuilder.engine.Delivery;
import io.amibuilder.engine.Goal;
import io.amibuilder.engine.Memory;
import io.amibuilder.engine.Publication;
import io.amibuilder.engine.Step;
import io.amibuilder.engine.TestRequest;
import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.event.BuildListener;
import io.amibuilder.event.EventText;
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.publish.Publisher;
import io.amibuilder.sweep.SweepPlan;
import io.amibuilder.sweep.Sweeper;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.userdata.UserPart;
import io.amibuilder.userdata.Userdata;
import io.amibuilder.userdata.UserdataCompiler;
import io.amibuilder.wait.WaitPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Some builds that share one cloud, with everything that can go wrong going wrong by chance. The seed decides all of it:
 * the schedule, the faults, the crashes of processes and what becomes of the guests; the same seed replays exactly.
 */
final class Simulation {
    private static final Userdata USERDATA = UserdataCompiler.compile(
                    List.of(UserPart.of("10_a.sh", "#!/bin/sh\ntrue\n")), Optional.empty(), CompileOptions.defaults())
            .userdata();
    private static final Userdata TEST_USERDATA = UserdataCompiler.compile(
                    List.of(UserPart.of("60_test.sh", "#!/bin/sh\ntrue\n")),
                    Optional.empty(),
                    CompileOptions.defaults())
            .userdata();
    private static final WaitPolicy INSTANCE_WAIT =
            WaitPolicy.atMost(Duration.ofMinutes(40)).every(Duration.ofSeconds(15));
    private static final WaitPolicy PROOF_WAIT =
            WaitPolicy.atMost(Duration.ofMinutes(10)).every(Duration.ofSeconds(15));
    private static final TestRequest TEST = new TestRequest(TEST_USERDATA, Optional.empty(), INSTANCE_WAIT, PROOF_WAIT);
    private static final WaitPolicy PUBLISH_WAIT =
            WaitPolicy.atMost(Duration.ofMinutes(40)).every(Duration.ofMinutes(1));
    private static final int ENDLESS_STEPS = 20_000; // a hundred times what the slowest build takes
    private static final int MOST_SWEEPS = 60;
    private static final Duration SLOWEST_RESTART = Duration.ofMinutes(20);

    final List<SimulatedBuild> builds = new ArrayList<>();
    final CloudLog log;
    /** What happened, for whoever has to find out why. */
    final List<String> trace = new ArrayList<>();
    /** What did not hold when the processes had ended and the sweeper had not come yet. */
    final List<String> before = new ArrayList<>();

    boolean endless;
    private final Driver driver;
    private final SplittableRandom random;
    private final VirtualTime time = new VirtualTime();
    private final SimulatedCloud cloud;
    private final UnaryOperator<CloudProvider> bug;
    private final UnaryOperator<Publisher> publishingBug;
    private final double faultRate;
    final double crashRate;
    private final PriorityQueue<WorkingProcess> schedule = new PriorityQueue<>(
            Comparator.comparing((WorkingProcess process) -> process.next).thenComparing(process -> process.number));
    private int processes;

    Simulation(long seed) {
        this(seed, Driver.KEEPS_ITS_BAKE);
    }

    Simulation(long seed, Driver driver) {
        this(seed, driver, UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** With a planted bug: a provider between engine and cloud that does something wrong. */
    Simulation(long seed, UnaryOperator<CloudProvider> bug) {
        this(seed, bug, UnaryOperator.identity());
    }

    /** With another one between engine and publisher. */
    Simulation(long seed, UnaryOperator<CloudProvider> bug, UnaryOperator<Publisher> publishingBug) {
        this(seed, Driver.KEEPS_ITS_BAKE, bug, publishingBug);
    }

    private Simulation(
            long seed, Driver driver, UnaryOperator<CloudProvider> bug, UnaryOperator<Publisher> publishingBug) {
        this.driver = driver;
        this.random = new SplittableRandom(seed);
        this.bug = bug;
        this.publishingBug = publishingBug;
        this.faultRate = random.nextInt(4) == 0 ? 0 : random.nextDouble(0.3);
        this.crashRate = random.nextInt(3) == 0 ? 0 : random.nextDouble(0.03);
        this.cloud = SimulatedCloud.builder(time)
                .fates(this::fate)
                .testFates(this::testFate)
                .imagesFail(() -> random.nextInt(12) == 0)
                .build();
        this.log = new CloudLog(cloud, time);
        int number = random.nextInt(1, 4);
        for (int i = 1; i <= number; i++) {
            String version = random.nextBoolean() ? "1" : "2"; // builds of one version race for its numbers
            SimulatedBuild build = new SimulatedBuild("build-" + i, request("build-" + i, version), publisher());
            builds.add(build);
            int at = random.nextInt(5) == 0 ? 2 : 1; // now and then two processes work on one build
            for (int process = 0; process < at; process++) {
                start(build, Duration.ofSeconds(random.nextInt(90)), Memory.of(build.id));
            }
        }
    }

    /** What every guest of every simulation was told. */
    static String nonce() {
        return USERDATA.nonce().orElseThrow();
    }

    /** What every guest was told that tested an image. */
    static String testNonce() {
        return TEST_USERDATA.nonce().orElseThrow();
    }

    /** Runs until no process is left, then lets the sweeper do its work. */
    Simulation run() {
        for (int steps = 0; !schedule.isEmpty(); steps++) {
            if (steps > ENDLESS_STEPS) {
                trace.add("no end in sight after " + steps + " steps");
                endless = true;
                return this;
            }
            WorkingProcess process = schedule.poll();
            time.advance(Duration.between(time.now(), process.next));
            if (random.nextInt(500) == 0) {
                time.advance(Duration.ofMinutes(random.nextInt(90))); // the machine slept, or its clock jumped
            }
            step(process);
        }
        before.addAll(Judge.beforeTheSweep(this));
        sweep();
        return this;
    }

    /** As a schedule would, over the same bad network: once a day until there is nothing more to do. */
    private void sweep() {
        for (int day = 0; day < MOST_SWEEPS; day++) {
            time.advance(Duration.ofDays(1));
            FaultyCloud network = new FaultyCloud(log.of("sweeper"), time, (request, operation) -> fault());
            Sweeper sweeper = Sweeper.of(network, time);
            try {
                SweepPlan plan = sweeper.plan();
                if (plan.isEmpty() && day > 2) { // by then everything has expired
                    return;
                }
                trace.add(time.elapsed() + " sweeper: " + sweeper.sweep(plan));
            } catch (CloudException | SimulatedCrash failure) {
                trace.add(time.elapsed() + " sweeper: " + failure.getMessage());
            }
        }
    }

    private void step(WorkingProcess process) {
        SimulatedBuild build = process.build;
        try {
            Step step = process.delivery.step();
            if (isLost(process)) {
                goesOn(process);
            } else if (step instanceof Step.Again again) {
                process.written(driver);
                process.next = time.now().plus(again.pause());
                schedule.add(process);
            } else {
                build.successes.add((Step.Done) step);
            }
        } catch (SimulatedCrash crash) {
            trace.add(time.elapsed() + " process " + process.number + ": " + crash.getMessage());
            if (random.nextInt(5) > 0) {
                goesOn(process);
            } else {
                build.abandoned = true;
            }
        } catch (AmiBuilderException failure) {
            if (isLost(process)) {
                goesOn(process);
            } else {
                build.failures.add(failure);
            }
        }
    }

    /** Whether the process dies between the end of its step and writing it down. */
    private boolean isLost(WorkingProcess process) {
        boolean lost = driver == Driver.KEEPS_A_CHECKPOINT && crashRate > 0 && random.nextDouble() < crashRate;
        if (lost) {
            trace.add(time.elapsed() + " process " + process.number + ": the end of its step is lost");
        }
        return lost;
    }

    private void goesOn(WorkingProcess dead) {
        Memory known = driver == Driver.KEEPS_A_CHECKPOINT ? Memory.read(dead.checkpoint) : Memory.of(dead.build.id);
        start(dead.build, Duration.ofSeconds(random.nextLong(SLOWEST_RESTART.toSeconds())), known);
    }

    private void start(SimulatedBuild build, Duration later, Memory memory) {
        FaultyCloud network = new FaultyCloud(log.of(build.id), time, (request, operation) -> fault());
        int number = ++processes;
        build.processes++;
        BuildListener listener = event ->
                trace.add("%s process %d: %s %s".formatted(time.elapsed(), number, build.id, EventText.of(event)));
        Optional<Publication> publication =
                build.publisher.map(to -> new Publication(watched(build, network.publisher(to)), PUBLISH_WAIT));
        CloudProvider provider = bug.apply(network);
        Function<Memory, Delivery> deliveries = known -> new Delivery(
                build.request,
                Contents.UNKNOWN,
                publication,
                provider,
                Optional.empty(),
                time,
                List.of(listener),
                known);
        schedule.add(new WorkingProcess(
                number, build, deliveries, memory, driver, time.now().plus(later)));
    }

    /** Writes down what is published before it is known to work. */
    private Publisher watched(SimulatedBuild build, Publisher publisher) {
        Publisher next = publishingBug.apply(publisher);
        return new Publisher() {
            @Override
            public List<PublishTarget> publish(ImageStatus image) {
                if (build.isTested() && !log.isMarked(image.id())) {
                    build.untested.add(image.id());
                }
                return next.publish(image);
            }

            @Override
            public List<String> plan() {
                return next.plan();
            }
        };
    }

    private Optional<SimulatedPublisher> publisher() {
        if (random.nextInt(4) > 0) {
            return Optional.empty();
        }
        SimulatedPublisher publisher =
                SimulatedPublisher.in(time).place("region-1", Duration.ofMinutes(random.nextInt(30)));
        return Optional.of(
                switch (random.nextInt(6)) {
                    case 0 -> publisher.failing("region-2", Duration.ofMinutes(random.nextInt(30)), "no such key");
                    case 1 -> publisher.place("region-2", Duration.ofHours(2)); // longer than it may take
                    default -> publisher.place("region-2", Duration.ofMinutes(random.nextInt(30)));
                });
    }

    private Fault fault() {
        if (random.nextDouble() < crashRate) {
            return random.nextBoolean() ? Fault.CRASH_BEFORE : Fault.CRASH_AFTER;
        }
        if (random.nextDouble() >= faultRate) {
            return Fault.NONE;
        }
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> Fault.THROTTLED;
            case 4, 5, 6 -> Fault.SERVER_ERROR;
            case 7, 8, 9, 10 -> Fault.ANSWER_LOST;
            case 11, 12 -> Fault.NO_CAPACITY;
            case 13 -> random.nextInt(10) == 0 ? Fault.FORBIDDEN : Fault.NONE;
            default -> Fault.STALE;
        };
    }

    private GuestFate fate() {
        GuestFate fate = switch (random.nextInt(16)) {
            case 0, 1 -> new GuestFate.Fails("10_a.sh", 7, List.of("the log"));
            case 2 -> new GuestFate.Hangs();
            case 3 -> new GuestFate.Silent();
            case 4 -> new GuestFate.StoppedByOthers();
            default -> new GuestFate.Obeys();
        };
        log.fates.add(fate);
        return fate;
    }

    private GuestFate testFate() {
        GuestFate fate = switch (random.nextInt(16)) {
            case 0, 1 -> new GuestFate.Fails("60_test.sh", 7, List.of("the log"));
            case 2 -> new GuestFate.Hangs();
            case 3 -> new GuestFate.Silent();
            case 4 -> new GuestFate.StoppedByOthers();
            default -> new GuestFate.Obeys();
        };
        log.fates.add(fate);
        return fate;
    }

    private BakeRequest request(String buildId, String version) {
        return new BakeRequest(
                buildId,
                "agent",
                version,
                ImageName.DEFAULT,
                "",
                BaseImage.id("ami-0"),
                USERDATA,
                Optional.empty(),
                Map.of(),
                INSTANCE_WAIT,
                PROOF_WAIT,
                WaitPolicy.atMost(Duration.ofMinutes(40)).every(Duration.ofSeconds(15)),
                Duration.ofSeconds(15), // as often as it looks: a guest here works for seconds
                false,
                OnFailure.TERMINATE,
                false,
                false,
                new Goal.Image(random.nextInt(3) == 0 ? Optional.of(TEST) : Optional.empty()));
    }

    /** One process at work on a build. */
    private static final class WorkingProcess {
        private final int number;
        private final SimulatedBuild build;
        private final Function<Memory, Delivery> deliveries;
        private Delivery delivery;
        private String checkpoint = "";
        private Instant next;

        WorkingProcess(
                int number,
                SimulatedBuild build,
                Function<Memory, Delivery> deliveries,
                Memory memory,
                Driver driver,
                Instant next) {
            this.number = number;
            this.build = build;
            this.deliveries = deliveries;
            this.delivery = deliveries.apply(memory);
            this.next = next;
            if (driver != Driver.KEEPS_ITS_BAKE) {
                checkpoint = delivery.checkpoint();
            }
        }

        /** The step is written down, and the next one taken by somebody who knows nothing else. */
        void written(Driver driver) {
            if (driver == Driver.KEEPS_A_CHECKPOINT) {
                checkpoint = delivery.checkpoint();
                delivery = deliveries.apply(Memory.read(checkpoint));
            }
        }
    }
}
