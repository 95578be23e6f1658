import io.amibuilder.CompiledAmi;
import io.amibuilder.source.AmiSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Wall times of compiling one source in several ways, taken in turns, so that whatever else the machine does slows all of
 * them down; the median counts.
 */
final class Rounds {
    private static final int ROUNDS = 5;
    private static final int WARM_COMPILES = 20; // of a round; a compile is short beside a process
    private static final Duration WARM_UP = Duration.ofSeconds(8); // the JVM's compilers are done with what matters
    private static final String PROGRAM = "io.amibuilder.examples.CompileUserdata";

    /** An archive of classes, or from JDK 25 on what keeps their linking, too (JEP 514). */
    private static final boolean AHEAD_OF_TIME = Runtime.version().feature() >= 25;

    private final Path source;
    private final String archive = System.getProperty("scratch") + "/classes.jsa";

    Rounds(Path source) {
        this.source = source;
    }

    /**
     * Milliseconds.
     *
     * @param idle a JVM like the tuned one that prints its usage and compiles nothing
     */
    record Times(double old, double warm, double cold, double coldTuned, double idle) {}

    Times run() throws IOException, InterruptedException {
        process(tuned(AHEAD_OF_TIME ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=", compiling()));
        for (long start = System.nanoTime(); System.nanoTime() - start < WARM_UP.toNanos(); ) {
            compile();
        }
        String archived = AHEAD_OF_TIME ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=";
        List<double[]> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(new double[] {
                process(OldScheme.command(source)),
                warm(),
                process(java(System.getProperty("lib"), compiling())),
                process(tuned(archived, compiling())),
                process(tuned(archived, List.of("-h")))
            });
        }
        return new Times(median(rounds, 0), median(rounds, 1), median(rounds, 2), median(rounds, 3), median(rounds, 4));
    }

    private static double median(List<double[]> rounds, int column) {
        return rounds.stream().mapToDouble(round -> round[column]).sorted().toArray()[ROUNDS / 2];
    }

    private double warm() {
        double[] times = new double[WARM_COMPILES];
        for (int i = 0; i < WARM_COMPILES; i++) {
            long start = System.nanoTime();
            compile();
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        return times[WARM_COMPILES / 2];
    }

    private void compile() {
        try (AmiSource read = AmiSource.read(source);
                CompiledAmi compiled = CompiledAmi.compile(read)) {
            compiled.userdata();
        }
    }

    /** For a JVM that lives for a moment, with the jars that it opens; it makes or takes the archive. */
    private String[] tuned(String archiveOption, List<String> args) {
        return java(
                System.getProperty("compileLib"),
                args,
                archiveOption + archive,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1");
    }

    private List<String> compiling() {
        return List.of(source.toString(), System.getProperty("scratch") + "/out");
    }

    private static String[] java(String classPath, List<String> args, String... flags) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", classPath, PROGRAM));
        command.addAll(args);
        return command.toArray(String[]::new);
    }

    private static double process(String... command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " must succeed, but did not");
        }
        return (System.nanoTime() - start) / 1e6;
    }
}
