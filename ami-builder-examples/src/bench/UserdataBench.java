import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsPackager;
import io.amibuilder.source.AmiSource;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.userdata.RootfsTooLargeException;
import io.amibuilder.userdata.Userdata;
import io.amibuilder.userdata.UserdataCompiler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares the user-data of AMI sources with what the old scheme makes of them. Run it by userdata-sizes.sh. */
class UserdataSizes {
    public static void main(String[] sources) throws Exception {
        System.out.println("| source | files in fs/ | their bytes | old scheme | this library | ratio |");
        System.out.println("|---|---|---|---|---|---|");
        for (String source : sources) {
            Path directory = Path.of(source);
            long old = oldBytes(directory);
            try (AmiSource read = AmiSource.read(directory);
                    Rootfs rootfs = RootfsPackager.pack(read.rootfsWithInstall())) {
                long ours = ourBytes(read, rootfs);
                long files = rootfs.files().stream().filter(file -> file.sizeBytes() > 0).count();
                long bytes = rootfs.files().stream().mapToLong(file -> file.sizeBytes()).sum();
                System.out.printf(
                        "| %s | %,d | %,d | %s | %s | %.2f |%n",
                        directory.getFileName(), files, bytes, fits(old), fits(ours), (double) ours / old);
            }
        }
    }

    private static String fits(long bytes) {
        return "%,d%s".formatted(bytes, bytes > Userdata.MAX_BYTES ? " (does not fit)" : "");
    }

    private static long ourBytes(AmiSource source, Rootfs rootfs) {
        try {
            return UserdataCompiler.compile(source.parts(), Optional.of(rootfs), CompileOptions.defaults())
                    .userdata()
                    .sizeBytes();
        } catch (RootfsTooLargeException e) {
            return e.userdataBytes();
        }
    }

    private static long oldBytes(Path source) throws Exception {
        Process old = new ProcessBuilder("python3", System.getProperty("bench") + "/old_scheme.py", source.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long bytes = old.getInputStream().readAllBytes().length;
        if (old.waitFor() != 0) {
            throw new IllegalStateException("old_scheme.py must succeed, but did not for " + source);
        }
        return bytes;
    }
}
