import com.sun.management.ThreadMXBean;
import io.amibuilder.CompiledAmi;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.source.AmiSource;
import io.amibuilder.userdata.CompileOptions;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Compiles sources of 10 to 100,000 files, and draws CPU time and allocation against their number. Run it by complexity.sh.
 * CPU time of the compiling thread, because the wall's depends on what else the machine does; the least of several runs.
 */
class Complexity {
    private static final int[] FILES = {10, 100, 1_000, 10_000, 100_000};
    private static final int FILES_OF_A_DIRECTORY = 100;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final CompileOptions OPTIONS =
            CompileOptions.defaults().rootfsLocation(new RootfsLocation("s3://bucket/prefix/"));

    private record Cost(int files, double cpuMillis, double allocatedMegabytes) {}

    public static void main(String[] args) throws Exception {
        Path scratch = Path.of(args[0]);
        List<Cost> costs = new ArrayList<>();
        compile(source(scratch, 1_000), 1_000, 5); // warm-up
        System.out.println("| files | CPU ms | per file, microseconds | allocated MB | per file, KB |");
        System.out.println("|---|---|---|---|---|");
        for (int files : FILES) {
            Cost cost = compile(source(scratch, files), files, Math.max(2, Math.min(50, 2_000 / files)));
            costs.add(cost);
            System.out.printf(
                    "| %,d | %,.1f | %,.1f | %,.1f | %,.1f |%n",
                    files,
                    cost.cpuMillis(),
                    cost.cpuMillis() * 1e3 / files,
                    cost.allocatedMegabytes(),
                    cost.allocatedMegabytes() * 1e3 / files);
        }
        Plot.write(
                Path.of(args[1]),
                plot("Compile: CPU time", "ms", costs, Cost::cpuMillis),
                plot("Compile: allocation", "MB", costs, Cost::allocatedMegabytes));
    }

    /** Small files that differ, one hundred in each directory, as a tree of configuration has them. */
    private static Path source(Path scratch, int files) throws Exception {
        Path source = scratch.resolve("files-" + files);
        for (int file = 0; file < files; file++) {
            Path directory = source.resolve("fs/etc/app/" + file / FILES_OF_A_DIRECTORY);
            Files.createDirectories(directory);
            Files.writeString(
                    directory.resolve(file + ".conf"),
                    "name = %d%nlimit = %d%nhash = %x%n".formatted(file, file % 977, file * 2_654_435_761L));
        }
        Files.createDirectories(source.resolve("cloudinit"));
        Files.writeString(source.resolve("cloudinit/10_a.cfg"), "#cloud-config\npackages: [jq]\n");
        return source;
    }

    private static Cost compile(Path source, int files, int times) throws Exception {
        double cpu = Double.MAX_VALUE;
        double allocated = Double.MAX_VALUE;
        for (int i = 0; i < times; i++) {
            long cpuBefore = THREADS.getCurrentThreadCpuTime();
            long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
            try (AmiSource read = AmiSource.read(source);
                    CompiledAmi compiled = CompiledAmi.compile(read, OPTIONS)) {
                if (compiled.files().size() < files) {
                    throw new IllegalStateException(source + " must be compiled as a whole");
                }
            }
            cpu = Math.min(cpu, (THREADS.getCurrentThreadCpuTime() - cpuBefore) / 1e6);
            allocated = Math.min(allocated, (THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore) / 1e6);
        }
        return new Cost(files, cpu, allocated);
    }

    /** The costs, and what they would be if each file cost as much as in the largest source. */
    private static Plot plot(String title, String unit, List<Cost> costs, ToDoubleFunction<Cost> cost) {
        Cost largest = costs.stream().max(Comparator.comparingInt(Cost::files)).orElseThrow();
        double perFile = cost.applyAsDouble(largest) / largest.files();
        return new Plot(title, "files in fs/", unit)
                .line("measured", costs.stream()
                        .map(c -> new Plot.Point(c.files(), cost.applyAsDouble(c)))
                        .toList())
                .guide("linear", costs.stream()
                        .map(c -> new Plot.Point(c.files(), perFile * c.files()))
                        .toList());
    }
}
