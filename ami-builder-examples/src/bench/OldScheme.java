import java.io.IOException;
import java.nio.file.Path;

/** What the old scheme makes of a source, by old_scheme.py. */
final class OldScheme {
    /** "du -k" of the tarball was at most 8, else it went to a bucket. */
    static final int TARBALL_LIMIT_BYTES = 8_192;

    private OldScheme() {}

    static String[] command(Path source) {
        return new String[] {System.getProperty("python"), System.getProperty("bench") + "/old_scheme.py", source.toString()};
    }

    static int userdataBytes(Path source) throws IOException, InterruptedException {
        return output(command(source)).length;
    }

    static int tarballBytes(Path source) throws IOException, InterruptedException {
        return output("tar", "-cz", "--sort=name", "--mtime=@0", "-C", source + "/fs", ".").length;
    }

    private static byte[] output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] out = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " must succeed, but did not");
        }
        return out;
    }
}
