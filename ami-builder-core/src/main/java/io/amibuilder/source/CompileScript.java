package io.amibuilder.source;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs compile.sh to its end or its time limit. Its output goes to files, not pipes: a background process that keeps a
 * pipe open would hold us long after the script itself has ended.
 */
final class CompileScript {
    private static final File NOTHING = new File("/dev/null");

    private final Path source;
    private final Path standardOutput;
    private final Path standardError;
    private final ReadOptions options;

    /**
     * A script about to run.
     *
     * @param source the private copy, its working directory
     * @param outputs where its output is kept
     */
    CompileScript(Path source, Path outputs, ReadOptions options) {
        this.source = source;
        this.standardOutput = outputs.resolve("stdout");
        this.standardError = outputs.resolve("stderr");
        this.options = options;
    }

    CompileOutput run() {
        Process process = start(Shebang.command(source.resolve(SourceDirectory.COMPILE)));
        if (!ends(process)) {
            throw CompileScriptException.timedOut(text(options.compileLimit()), output().tail());
        }
        CompileOutput output = output();
        if (process.exitValue() != 0) {
            throw CompileScriptException.failed(process.exitValue(), output.tail());
        }
        return output;
    }

    private Process start(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(source.toFile())
                .redirectInput(NOTHING)
                .redirectOutput(standardOutput.toFile())
                .redirectError(standardError.toFile());
        builder.environment().clear();
        builder.environment().putAll(CompileEnvironment.of(options.environment()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw CompileScriptException.notStarted(String.join(" ", command), e);
        }
    }

    private boolean ends(Process process) {
        try {
            boolean ended = process.waitFor(TimeUnit.NANOSECONDS.convert(options.compileLimit()), TimeUnit.NANOSECONDS);
            if (!ended) {
                kill(process.toHandle());
            }
            return ended;
        } catch (InterruptedException e) {
            kill(process.toHandle());
            Thread.currentThread().interrupt();
            throw CompileScriptException.interrupted(e);
        }
    }

    /** The whole tree, listed before its root dies: orphans are nobody's descendants. */
    private static void kill(ProcessHandle root) {
        List<ProcessHandle> tree = new ArrayList<>(root.descendants().toList());
        root.destroyForcibly();
        for (int next = 0; next < tree.size(); next++) {
            tree.addAll(tree.get(next)
                    .children()
                    .filter(child -> !tree.contains(child))
                    .toList());
            tree.get(next).destroyForcibly();
        }
        root.onExit().join(); // so that it writes no more when its directory is removed
    }

    private CompileOutput output() {
        return CompileOutput.read(standardOutput, standardError);
    }

    private static String text(Duration limit) {
        return limit.toMillis() % 1_000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
