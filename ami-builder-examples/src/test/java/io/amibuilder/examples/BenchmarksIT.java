package io.amibuilder.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks of bakes start and finish; what they measure here says nothing, their clouds are too fast. */
@Timeout(300)
class BenchmarksIT {
    private static final String BENCH = "ami-builder-examples/src/bench/";

    @TempDir
    Path directory;

    @Test
    void theBenchmarkOfABakePrintsARowForEachWayToBake() throws Exception {
        String table = RealTools.run(Repository.ROOT, "sh", BENCH + "bake.sh", "1", "100", "5", "ours");

        assertThat(table)
                .contains("| this library in a warm JVM |", "| BuildAmi as a process |")
                .contains("| BuildAmi as a process, tuned |");
    }

    @Test
    void theBenchmarkOfManyBakesPrintsARowForEachSizeAndDrawsThem() throws Exception {
        Path plot = directory.resolve("fleet.svg");

        String table = RealTools.run(Repository.ROOT, "sh", BENCH + "fleet.sh", plot.toString(), "100", "5", "1", "5");

        assertThat(table).contains("| 1 | ", "| 5 | ");
        assertThat(plot).content().startsWith("<svg ").contains("bakes at once");
    }
}
