import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.ec2server.Ec2Server.Arrival;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A stateful EC2 with EC2's rate limits in a process of its own. Prints its address, and for each line that it reads the
 * figures of what was asked of it since the line before, as {@code name=value} lines that an empty one ends. Ends with its
 * input.
 *
 * <p>It watches its own cloud, so that it knows when what a client waited for was there: the time between that and the
 * request that the client sends then is the client's delay, not the cloud's.
 */
final class Ec2Process {
    private final Ec2Server server;
    private final Map<String, Instant> stopped = new ConcurrentHashMap<>();
    private final Map<String, Instant> spoken = new ConcurrentHashMap<>();
    private final Map<String, Instant> available = new ConcurrentHashMap<>();
    private final Duration pause;
    private int reported;

    private Ec2Process(int speed, Duration step, Duration pause) {
        this.server = new Ec2Server(speed, cloud -> cloud.stepsTake(step));
        this.pause = pause;
        server.limitRates();
    }

    /** Arguments: how many times faster than the computer's its time runs, and how many of its seconds a step takes. */
    public static void main(String[] args) throws Exception {
        int speed = Integer.parseInt(args[0]);
        Duration step = Duration.ofSeconds(Integer.parseInt(args[1]));
        Ec2Process process = new Ec2Process(speed, step, Duration.ofMillis(50));
        Thread watch = new Thread(process::watch, "watch");
        watch.setDaemon(true);
        watch.start();
        System.out.println(process.server.uri());
        try (process.server;
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in))) {
            while (in.readLine() != null) {
                process.figures().forEach((name, value) -> System.out.println(name + "=" + value));
                System.out.println();
            }
        }
    }

    private void watch() {
        while (true) {
            Instant now = server.time().now();
            server.instances().stream()
                    .filter(instance -> instance.state() == InstanceState.STOPPED)
                    .map(instance -> instance.id())
                    .forEach(id -> watchStopped(id, now));
            server.images().stream()
                    .filter(image -> image.state() == ImageState.AVAILABLE)
                    .forEach(image -> available.putIfAbsent(image.id().value(), now));
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void watchStopped(InstanceId id, Instant now) {
        stopped.putIfAbsent(id.value(), now);
        if (!spoken.containsKey(id.value()) && server.console(id).contains(":succeeded@@")) {
            spoken.put(id.value(), now);
        }
    }

    private Map<String, String> figures() {
        List<Arrival> all = server.arrivals();
        List<Arrival> arrivals = all.subList(reported, all.size());
        reported = all.size();
        Map<String, String> figures = new TreeMap<>();
        figures.put("calls", String.valueOf(arrivals.size()));
        figures.put(
                "mutating",
                String.valueOf(arrivals.stream()
                        .filter(arrival -> !arrival.action().matches("(Describe|Get).*"))
                        .count()));
        figures.put(
                "throttled", String.valueOf(arrivals.stream().filter(Arrival::throttled).count()));
        Map<String, Long> byAction = arrivals.stream()
                .collect(Collectors.groupingBy(Arrival::action, TreeMap::new, Collectors.counting()));
        figures.put("actions", byAction.toString());
        for (String action : byAction.keySet()) {
            figures.put("perSecond." + action, seconds(perSecond(arrivals, action)));
        }
        delays(arrivals, figures);
        return figures;
    }

    /** The most in any ten seconds of the cloud's time, per second: a single second is too short for a shared machine. */
    private static double perSecond(List<Arrival> arrivals, String action) {
        List<Instant> times = arrivals.stream()
                .filter(arrival -> arrival.action().equals(action))
                .map(Arrival::at)
                .toList();
        int most = 0;
        int from = 0;
        for (int to = 0; to < times.size(); to++) {
            while (times.get(from).plusSeconds(10).isBefore(times.get(to))) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most / 10.0;
    }

    private void delays(List<Arrival> arrivals, Map<String, String> figures) {
        Map<String, Instant> imageAsked = new ConcurrentHashMap<>();
        Map<String, Instant> ended = new ConcurrentHashMap<>();
        List<String> consoles = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            String instance = arrival.parameters().getOrDefault("InstanceId", "");
            switch (arrival.action()) {
                case "CreateImage" -> imageAsked.putIfAbsent(instance, arrival.at());
                case "GetConsoleOutput" -> consoles.add(instance);
                case "TerminateInstances" ->
                    ended.putIfAbsent(arrival.parameters().getOrDefault("InstanceId.1", ""), arrival.at());
                default -> {}
            }
        }
        Duration cloud = Duration.ZERO;
        List<Duration> instanceDelays = new ArrayList<>();
        List<Duration> imageDelays = new ArrayList<>();
        Map<String, Instant> launched = server.instances().stream()
                .collect(Collectors.toMap(each -> each.id().value(), each -> each.launchedAt()));
        Map<Instant, String> madeAt = new TreeMap<>();
        server.images().forEach(image -> madeAt.put(image.createdAt(), image.id().value()));
        for (var asked : imageAsked.entrySet()) {
            String instance = asked.getKey();
            Instant ready = consoles.contains(instance) ? spoken.get(instance) : stopped.get(instance);
            // the one image that was made right after this request
            var made = ((TreeMap<Instant, String>) madeAt).ceilingEntry(asked.getValue());
            if (ready == null || made == null || !available.containsKey(made.getValue())) {
                continue;
            }
            Instant there = available.get(made.getValue());
            cloud = cloud.plus(Duration.between(launched.getOrDefault(instance, ready), ready))
                    .plus(Duration.between(asked.getValue(), there));
            instanceDelays.add(Duration.between(ready, asked.getValue()));
            if (ended.containsKey(instance)) {
                imageDelays.add(Duration.between(there, ended.get(instance)));
            }
        }
        figures.put("bakes", String.valueOf(instanceDelays.size()));
        figures.put("cloudSeconds", seconds(cloud));
        figures.put("instanceDelay.median", seconds(quantile(instanceDelays, 0.5)));
        figures.put("instanceDelay.p95", seconds(quantile(instanceDelays, 0.95)));
        figures.put("imageDelay.median", seconds(quantile(imageDelays, 0.5)));
        figures.put("imageDelay.p95", seconds(quantile(imageDelays, 0.95)));
    }

    private static Duration quantile(Collection<Duration> durations, double share) {
        List<Duration> sorted = durations.stream().sorted().toList();
        return sorted.isEmpty() ? Duration.ZERO : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share));
    }

    private static String seconds(Duration duration) {
        return seconds(duration.toMillis() / 1000.0);
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
