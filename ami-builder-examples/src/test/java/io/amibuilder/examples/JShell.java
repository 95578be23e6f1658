package io.amibuilder.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The JShell of the JDK that runs the tests, with settings of its own instead of the user's. */
final class JShell {
    static final String LIB = "ami-builder-examples/target/lib/*";
    private static final String SCRIPTS = "ami-builder-examples/src/jshell/";

    private JShell() {}

    /** The documented session, before anything is typed. */
    static ProcessBuilder session(Path scratch) {
        return jshell(
                scratch,
                Map.of(),
                "--class-path",
                LIB,
                "--startup",
                "DEFAULT",
                "--startup",
                SCRIPTS + "ami-builder.jsh");
    }

    /** The documented job. */
    static ProcessBuilder job(Path scratch, Map<String, String> environment) {
        return jshell(
                scratch,
                environment,
                "--execution",
                "local",
                "-J--class-path=" + LIB,
                "--class-path",
                LIB,
                SCRIPTS + "jenkins-job.jsh");
    }

    private static ProcessBuilder jshell(Path scratch, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
                "-J-Djava.util.prefs.userRoot=" + scratch));
        command.addAll(List.of(arguments));
        return JavaProcess.clean(new ProcessBuilder(command), environment);
    }
}
