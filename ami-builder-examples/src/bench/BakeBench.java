import io.amibuilder.AmiBuild;
import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.userdata.Userdata;
import io.amibuilder.wait.WaitPolicy;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What a bake costs beyond what the cloud takes: this library's program and the library in a warm JVM against the AWS CLI in
 * a loop and Packer, on the same EC2. Run it by bake.sh.
 */
final class BakeBench {
    private static final int WARM_UPS = 20;
    private static final int WARM_UP_SPEED = 200;
    /** As many calls as a bake at the computer's speed makes. */
    private static final WaitPolicy WARM_UP_WAIT =
            WaitPolicy.atMost(Duration.ofMinutes(10)).every(Duration.ofMillis(20));

    /** A short-lived JVM: the first compiler alone, a collector without threads, classes from an archive. */
    private static final List<String> TUNED =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:SharedArchiveFile=buildami.jsa");

    private final Path scratch;
    private final Path bench;
    private final Path userdata;
    private final int speed;
    private final Map<String, List<Cost>> costs = new LinkedHashMap<>();
    private int number;

    private BakeBench(Path scratch, Path bench, int speed) {
        this.scratch = scratch;
        this.bench = bench;
        this.userdata = scratch.resolve("compiled/userdata.gz");
        this.speed = speed;
    }

    /**
     * What one bake has cost; times in seconds.
     *
     * @param late how long what was ready, the stopped instance and the image, was not acted on
     */
    private record Cost(double wall, double cloud, double late, double cpu, double calls, double mutating) {
        double overhead() {
            return wall - cloud;
        }
    }

    private interface Bake {
        /** Bakes an image of this name, and says how many seconds of CPU that took. */
        double run(String name) throws Exception;
    }

    /** Arguments: scratch directory, directory of the benchmark, rounds, speed of the cloud, seconds of a step, {@code ours} or {@code all}. */
    public static void main(String[] args) throws Exception {
        int speed = Integer.parseInt(args[3]);
        new BakeBench(Path.of(args[0]), Path.of(args[1]), speed).run(Integer.parseInt(args[2]), args[4], args[5].equals("ours"));
    }

    private void run(int rounds, String step, boolean oursOnly) throws Exception {
        try (Ec2Client server = Ec2Client.start(WARM_UP_SPEED, "1")) {
            for (int i = 0; i < WARM_UPS; i++) {
                library(server, "warm-up-" + i, WARM_UP_WAIT);
            }
            buildAmi(server, "archive", List.of("-XX:+UseSerialGC", "-XX:ArchiveClassesAtExit=buildami.jsa"));
        }
        try (Ec2Client server = Ec2Client.start(speed, step)) {
            Map<String, Bake> rivals = new LinkedHashMap<>();
            rivals.put("this library in a warm JVM", name -> library(server, name, WaitPolicy.atMost(Duration.ofMinutes(10))));
            rivals.put("BuildAmi as a process", name -> buildAmi(server, name, List.of()));
            rivals.put("BuildAmi as a process, tuned", name -> buildAmi(server, name, TUNED));
            rivals.put("AWS CLI in a loop", name -> process(server, name, List.of("sh", "$BENCH/cli-loop.sh", name, "$USERDATA")));
            rivals.put(
                    "Packer",
                    name -> process(server, name, List.of("packer", "build", "-color=false", "-var", "name=" + name,
                            "-var", "endpoint=" + server.uri(), "-var", "userdata=$USERDATA", "$BENCH/packer.json")));
            rivals.keySet().removeIf(rival -> rival.equals("AWS CLI in a loop") && (oursOnly || !isInstalled("aws"))
                    || rival.equals("Packer") && (oursOnly || !isInstalled("packer")));
            for (int round = 0; round < rounds; round++) { // one after the other, lest one meets a busier machine
                for (var rival : rivals.entrySet()) {
                    server.figures();
                    long begun = System.nanoTime();
                    double cpu = rival.getValue().run("bench-" + ++number);
                    double wall = (System.nanoTime() - begun) / 1e9;
                    Map<String, String> figures = server.figures();
                    Cost cost = new Cost(
                            wall,
                            Double.parseDouble(figures.get("cloudSeconds")) / speed,
                            (Double.parseDouble(figures.get("instanceDelay.median"))
                                            + Double.parseDouble(figures.get("imageDelay.median")))
                                    / speed,
                            cpu,
                            Double.parseDouble(figures.get("calls")),
                            Double.parseDouble(figures.get("mutating")));
                    costs.computeIfAbsent(rival.getKey(), key -> new ArrayList<>()).add(cost);
                    System.err.println(rival.getKey() + ": " + cost + " " + figures.get("actions"));
                    if (!"1".equals(figures.get("bakes")) || !"0".equals(figures.get("throttled"))) {
                        throw new IllegalStateException(rival.getKey() + " did not bake one image: " + figures);
                    }
                }
            }
        }
        print();
    }

    /** The same settings as the program's, with the library's own cadence. */
    private double library(Ec2Client server, String name, WaitPolicy wait) throws Exception {
        long before = cpuNanos();
        try (AwsCloudProvider provider = AwsCloudProvider.builder()
                .region("eu-west-1")
                .endpoint(server.uri())
                .instanceType("t3.nano")
                .subnet("subnet-1")
                .securityGroups("sg-1")
                .build()) {
            AmiBuild.builder()
                    .name(name)
                    .version("1")
                    .userdata(Userdata.of(Files.readAllBytes(userdata)))
                    .baseImage(BaseImage.lookup("linux-base"))
                    .provider(provider)
                    .instanceWait(wait)
                    .proofWait(wait)
                    .imageWait(wait)
                    .build()
                    .run();
        }
        return (cpuNanos() - before) / 1e9;
    }

    private double buildAmi(Ec2Client server, String name, List<String> options) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of(
                "-cp", System.getProperty("lib"), "io.amibuilder.examples.BuildAmi", "$USERDATA", name, "1"));
        return process(server, name, command);
    }

    /** Bash's {@code time} counts the whole tree of processes that were waited for. */
    private double process(Ec2Client server, String name, List<String> command) throws Exception {
        Path times = scratch.resolve("times");
        Path output = scratch.resolve(name + ".txt");
        List<String> timed = new ArrayList<>(
                List.of("bash", "-c", "TIMEFORMAT='%U %S'; { time \"$@\" >\"$0\" 2>&1; } 2>" + times, output.toString()));
        command.forEach(word -> timed.add(
                word.replace("$USERDATA", userdata.toString()).replace("$BENCH", bench.toString())));
        ProcessBuilder builder = new ProcessBuilder(timed).directory(scratch.toFile());
        builder.environment().putAll(Map.of(
                "BUILDAMI_BASEAMI", "linux-base",
                "BUILDAMI_SECURITYGROUPS", "sg-1",
                "BUILDAMI_SUBNET", "subnet-1",
                "BUILDAMI_PROFILE", "CreateAMI"));
        builder.environment().putAll(Ec2Client.environment(server.uri()));
        builder.environment().put("CHECKPOINT_DISABLE", "1"); // Packer asks home for updates
        Process process = builder.start();
        process.getOutputStream().close();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " failed: " + Files.readString(output));
        }
        String[] seconds = Files.readString(times).trim().split(" ");
        return Double.parseDouble(seconds[0]) + Double.parseDouble(seconds[1]);
    }

    private static boolean isInstalled(String tool) {
        boolean found = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
        if (!found) {
            System.err.println("left out, because it is not installed: " + tool);
        }
        return found;
    }

    private static long cpuNanos() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime();
    }

    private void print() {
        System.out.println("| | overhead | of it seen late | API calls | of them mutating | CPU | CPU, AWS CLI = 1 |");
        System.out.println("|---|---|---|---|---|---|---|");
        double cli = costs.containsKey("AWS CLI in a loop") ? median("AWS CLI in a loop", Cost::cpu) : Double.NaN;
        for (String rival : costs.keySet()) {
            double cpu = median(rival, Cost::cpu);
            System.out.println(String.format(Locale.ROOT, "| %s | %.1f s | %.1f s | %.0f | %.0f | %.2f s | %.3f |",
                    rival, median(rival, Cost::overhead), median(rival, Cost::late), median(rival, Cost::calls),
                    median(rival, Cost::mutating), cpu, cpu / cli));
        }
    }

    private double median(String rival, ToDoubleFunction<Cost> figure) {
        double[] sorted = costs.get(rival).stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
