package io.amibuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Programs that must agree with us: a test that lacks one is skipped, but fails under {@code -Dami.ci=true}. Mutation testing starts none:
 * it repeats every test far too often, so it says {@code -Dami.withoutTools=true}.
 */
public final class RealTools {
    private RealTools() {}

    /** Needs these programs on the PATH. */
    public static void require(String... tools) {
        for (String tool : tools) {
            need(isInstalled(tool), "'" + tool + "' is not installed");
        }
    }

    /** Needs the rights of root. */
    public static void requireRoot() {
        need(isRoot(), "only root can do this");
    }

    /** Whether the tests run with the rights of root, who can read everything. */
    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Needs modules of the system's Python, such as cloud-init's. */
    public static void requirePython(String modules) {
        need(isInstalled("python3") && canImport(modules), "/usr/bin/python3 cannot import " + modules);
    }

    private static boolean canImport(String modules) {
        try {
            Process process = new ProcessBuilder("/usr/bin/python3", "-c", "import " + modules)
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    /** Runs a command to its end and returns its output; anything but success fails the test. */
    public static String run(Path directory, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("exit status of %s, which said: %s", Arrays.toString(command), output)
                .isZero();
        return output;
    }

    /** Whether this program is on the PATH. */
    public static boolean isInstalled(String tool) {
        if (Boolean.getBoolean("ami.withoutTools")) {
            return false;
        }
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(Pattern.quote(File.pathSeparator)))
                .anyMatch(directory -> new File(directory, tool).canExecute());
    }

    private static void need(boolean met, String reason) {
        if (Boolean.getBoolean("ami.ci")) {
            assertThat(met).as(reason).isTrue();
        }
        assumeTrue(met, reason);
    }
}
