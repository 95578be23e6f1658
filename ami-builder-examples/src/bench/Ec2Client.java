import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The process of {@link Ec2Process}, seen from the benchmark that has started it. */
final class Ec2Client implements AutoCloseable {
    private static final Map<String, String> CREDENTIALS = Map.of(
            "AWS_REGION", "eu-west-1",
            "AWS_DEFAULT_REGION", "eu-west-1",
            "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY", "not-a-secret",
            "AWS_EC2_METADATA_DISABLED", "true",
            "AWS_CONFIG_FILE", "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE", "/dev/null");

    private final Process process;
    private final Writer in;
    private final BufferedReader out;
    private final URI uri;

    private Ec2Client(Process process) throws IOException {
        this.process = process;
        this.in = process.outputWriter();
        this.out = process.inputReader();
        this.uri = URI.create(out.readLine());
    }

    /** @param speed how many times faster than the computer's its time runs */
    static Ec2Client start(int speed, String secondsOfStep) throws IOException {
        return new Ec2Client(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "Ec2Process",
                        String.valueOf(speed),
                        secondsOfStep)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** What another process needs to find it. */
    static Map<String, String> environment(URI uri) {
        Map<String, String> environment = new TreeMap<>(CREDENTIALS);
        environment.put("AWS_ENDPOINT_URL", uri.toString());
        return environment;
    }

    URI uri() {
        return uri;
    }

    /** What was asked of it since the last time. */
    Map<String, String> figures() throws IOException {
        in.write("\n");
        in.flush();
        Map<String, String> figures = new TreeMap<>();
        for (String line = out.readLine(); !line.isEmpty(); line = out.readLine()) {
            String[] halves = line.split("=", 2);
            figures.put(halves[0], halves[1]);
        }
        return figures;
    }

    @Override
    public void close() throws IOException {
        in.close(); // which ends it
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
