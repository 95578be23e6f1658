import io.amibuilder.CompiledAmi;
import io.amibuilder.rootfs.FileTree;
import io.amibuilder.rootfs.TreeEntry;
import io.amibuilder.source.AmiSource;
import io.amibuilder.userdata.RootfsTooLargeException;
import io.amibuilder.userdata.Userdata;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Compares user-data with what the old scheme makes of the same sources. Run it by userdata.sh. */
class UserdataBench {
    public static void main(String[] sources) throws Exception {
        sizes(sources);
        times(sources);
        text();
    }

    private static void sizes(String[] sources) throws Exception {
        System.out.println("| source | files in fs/ | their bytes | old scheme | this library | ratio |");
        System.out.println("|---|---|---|---|---|---|");
        long oldSum = 0;
        long ourSum = 0;
        for (String source : sources) {
            Path directory = Path.of(source);
            long old = OldScheme.userdataBytes(directory);
            long ours = ourBytes(directory);
            oldSum += old;
            ourSum += ours;
            System.out.printf(
                    "| %s | %s | %s | %s | %.2f |%n",
                    directory.getFileName(), files(directory), fits(old), fits(ours), (double) ours / old);
        }
        System.out.printf("| all | | | %,d | %,d | %.2f |%n%n", oldSum, ourSum, (double) ourSum / oldSum);
    }

    /** Wall times. Sources that do not fit or that run a script of their own would time something else. */
    private static void times(String[] sources) throws Exception {
        System.out.println("| source | old / warm | warm below 5 ms | cold / old | tuned / old | tuned, idle / old |");
        System.out.println("|---|---|---|---|---|---|");
        for (String source : sources) {
            Path directory = Path.of(source);
            if (ourBytes(directory) <= Userdata.MAX_BYTES && !Files.exists(directory.resolve("script/compile.sh"))) {
                Rounds.Times times = new Rounds(directory).run();
                System.out.printf(
                        "| %s | %.0f | %s (%.1f ms) | %.2f | %.2f | %.2f |%n",
                        directory.getFileName(),
                        times.old() / times.warm(),
                        times.warm() < 5 ? "yes" : "no",
                        times.warm(),
                        times.cold() / times.old(),
                        times.coldTuned() / times.old(),
                        times.idle() / times.old());
            }
        }
        System.out.println();
    }

    private static void text() throws Exception {
        System.out.println("| text | old scheme | without its cap | this library | ratio | ratio without cap |");
        System.out.println("|---|---|---|---|---|---|");
        try (Stream<Path> mixes = Files.list(Path.of(System.getProperty("scratch"), "mixes"))) {
            for (Path mix : mixes.sorted().toList()) {
                InlineText text = new InlineText(mix);
                long old = text.old();
                long oldWithoutCap = text.oldWithoutCap();
                long ours = text.ours();
                System.out.printf(
                        "| %s | %,d | %,d | %,d | %.1f | %.1f |%n",
                        mix.getFileName(), old, oldWithoutCap, ours, (double) ours / old, (double) ours / oldWithoutCap);
            }
        }
    }

    /** With what the source's own compile.sh makes. */
    private static String files(Path directory) {
        try (AmiSource source = AmiSource.read(directory)) {
            FileTree tree = source.rootfsWithInstall();
            long files = tree.entries().stream()
                    .filter(entry -> entry instanceof TreeEntry.RegularFile)
                    .count();
            return "%,d | %,d".formatted(files, tree.contentBytes());
        }
    }

    private static String fits(long bytes) {
        return "%,d%s".formatted(bytes, bytes > Userdata.MAX_BYTES ? " (does not fit)" : "");
    }

    private static long ourBytes(Path directory) {
        try (AmiSource source = AmiSource.read(directory);
                CompiledAmi compiled = CompiledAmi.compile(source)) {
            return compiled.userdata().sizeBytes();
        } catch (RootfsTooLargeException e) {
            return e.userdataBytes();
        }
    }
}
