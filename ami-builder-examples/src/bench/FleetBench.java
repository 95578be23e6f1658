import io.amibuilder.AmiBuild;
import io.amibuilder.AmiFleet;
import io.amibuilder.BuildOutcome;
import io.amibuilder.FleetResult;
import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.ec2server.FastTime;
import io.amibuilder.userdata.Userdata;
import io.amibuilder.wait.Time;
import io.amibuilder.wait.WaitPolicy;
import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Many bakes at once in one JVM, against an EC2 with EC2's rate limits in another process. Run it by fleet.sh, which limits
 * the heap.
 */
final class FleetBench {
    private static final int MEBI = 1024 * 1024;

    private final int speed;
    private final Userdata userdata;
    private final List<Run> runs = new ArrayList<>();

    private FleetBench(int speed, Userdata userdata) {
        this.speed = speed;
        this.userdata = userdata;
    }

    private record Run(int bakes, int threads, double heapMebibytes, double cpuMillis, Map<String, String> figures) {
        double figure(String name) {
            return Double.parseDouble(figures.getOrDefault(name, "0"));
        }

        double callsEach() {
            return figure("calls") / bakes;
        }

        double delay() {
            return figure("instanceDelay.median") + figure("imageDelay.median");
        }
    }

    /** Arguments: user-data, plot, how many times faster than the computer's the time runs, seconds of a step, sizes. */
    public static void main(String[] args) throws Exception {
        int speed = Integer.parseInt(args[2]);
        FleetBench bench = new FleetBench(speed, Userdata.of(Files.readAllBytes(Path.of(args[0]))));
        bench.bake(1, 1000, "1"); // the first bake of a JVM pays for its classes
        bench.runs.clear();
        for (String size : List.of(args).subList(4, args.length)) {
            bench.bake(Integer.parseInt(size), speed, args[3]);
        }
        bench.print();
        bench.plot(Path.of(args[1]));
    }

    private void bake(int bakes, int cloudSpeed, String step) throws Exception {
        ManagementFactory.getThreadMXBean().resetPeakThreadCount();
        int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
        HeapWatch heap = new HeapWatch();
        Time time = new FastTime(cloudSpeed);
        try (Ec2Client server = Ec2Client.start(cloudSpeed, step);
                AwsCloudProvider provider = AwsCloudProvider.builder()
                        .region("eu-west-1")
                        .endpoint(server.uri())
                        .instanceType("t3.nano")
                        .subnet("subnet-1")
                        .securityGroups("sg-1")
                        .build()) {
            List<AmiBuild> builds = new ArrayList<>();
            for (int i = 0; i < bakes; i++) {
                builds.add(AmiBuild.builder()
                        .name("bench-" + i)
                        .version("1")
                        .userdata(userdata)
                        .baseImage(BaseImage.lookup("linux-base"))
                        .instanceWait(WaitPolicy.atMost(Duration.ofHours(1)))
                        .provider(provider)
                        .time(time)
                        .build());
            }
            long cpu = cpuNanos();
            FleetResult result = AmiFleet.builder().builds(builds).run();
            double cpuMillis = (cpuNanos() - cpu) / 1e6 / bakes;
            result.outcomes().stream()
                    .filter(BuildOutcome.Failed.class::isInstance)
                    .findFirst()
                    .ifPresent(failed -> {
                        throw new IllegalStateException("a bake failed: " + failed);
                    });
            int threads = ManagementFactory.getThreadMXBean().getPeakThreadCount() - threadsBefore + 1;
            Run run = new Run(bakes, threads, (double) heap.most() / MEBI, cpuMillis, server.figures());
            System.err.println(run);
            runs.add(run);
        }
    }

    /** What a collection has left, at most: what was alive, and garbage that it had not come to. */
    private static final class HeapWatch {
        private final List<GarbageCollectorMXBean> collectors =
                ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class);
        private final Set<String> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getName)
                .collect(Collectors.toSet());
        private volatile long most;

        HeapWatch() {
            Thread watch = new Thread(this::watch, "heap-watch");
            watch.setDaemon(true);
            watch.start();
        }

        private void watch() {
            while (true) {
                long alive = collectors.stream()
                        .map(GarbageCollectorMXBean::getLastGcInfo)
                        .filter(Objects::nonNull)
                        .mapToLong(this::after)
                        .max()
                        .orElse(0);
                most = Math.max(most, alive);
                try {
                    Thread.sleep(100);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private long after(GcInfo collection) {
            return collection.getMemoryUsageAfterGc().entrySet().stream()
                    .filter(pool -> pools.contains(pool.getKey()))
                    .mapToLong(pool -> pool.getValue().getUsed())
                    .sum();
        }

        long most() {
            return most;
        }
    }

    private static long cpuNanos() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime();
    }

    private void print() {
        System.out.println("| bakes at once | threads | heap alive | DescribeInstances | DescribeImages | throttled"
                + " | instance seen after | image seen after | calls per bake | CPU per bake |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        for (Run run : runs) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %,d | %d | %.0f MiB | %.1f/s | %.1f/s | %.0f | %.1f s (95 %%: %.1f s) | %.1f s (95 %%: %.1f s) | %.1f"
                            + " | %.0f ms |",
                    run.bakes(),
                    run.threads(),
                    run.heapMebibytes(),
                    run.figure("perSecond.DescribeInstances"),
                    run.figure("perSecond.DescribeImages"),
                    run.figure("throttled"),
                    run.figure("instanceDelay.median"),
                    run.figure("instanceDelay.p95"),
                    run.figure("imageDelay.median"),
                    run.figure("imageDelay.p95"),
                    run.callsEach(),
                    run.cpuMillis()));
        }
    }

    private void plot(Path file) throws Exception {
        Plot.write(
                file,
                new Plot("Cost of a bake", "bakes at once", "")
                        .line("API calls", points(Run::callsEach))
                        .line("CPU, milliseconds", points(Run::cpuMillis)),
                new Plot("The whole process", "bakes at once", "")
                        .line("heap alive, MiB", points(Run::heapMebibytes))
                        .line("threads", points(Run::threads))
                        .line("seen after, s", points(Run::delay))
                        .line("DescribeInstances a second", points(run -> run.figure("perSecond.DescribeInstances"))));
    }

    private List<Plot.Point> points(java.util.function.ToDoubleFunction<Run> figure) {
        return runs.stream()
                .filter(run -> figure.applyAsDouble(run) > 0)
                .map(run -> new Plot.Point(run.bakes(), figure.applyAsDouble(run)))
                .toList();
    }
}
