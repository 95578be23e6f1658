package io.amibuilder.source;

import io.amibuilder.error.AmiBuilderException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** {@code script/compile.sh} failed, ran too long, or could not be started. */
public final class CompileScriptException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;
    private static final int NO_STATUS = -1;

    /** Its exit status, or {@code NO_STATUS}. */
    private final int exitStatus;
    /** Whether it ran longer than it may. */
    private final boolean timedOut;
    /** The end of what it wrote to standard output and, after that, to standard error. */
    private final String outputTail;

    private CompileScriptException(
            String rule, int exitStatus, boolean timedOut, String outputTail, @Nullable Throwable cause) {
        super(
                "script/compile.sh " + rule + (outputTail.isEmpty() ? "" : ". The end of its output:\n" + outputTail),
                cause);
        this.exitStatus = exitStatus;
        this.timedOut = timedOut;
        this.outputTail = outputTail;
    }

    static CompileScriptException failed(int exitStatus, String outputTail) {
        return new CompileScriptException(
                "must end with exit status 0, but ended with " + exitStatus
                        + (outputTail.isEmpty() ? " and said nothing" : ""),
                exitStatus,
                false,
                outputTail,
                null);
    }

    static CompileScriptException timedOut(String limit, String outputTail) {
        return new CompileScriptException(
                "must end within " + limit
                        + ", but did not and was killed; raise ReadOptions.compileLimit if it needs more",
                NO_STATUS,
                true,
                outputTail,
                null);
    }

    static CompileScriptException notStarted(String command, Throwable cause) {
        return new CompileScriptException(
                "could not be started with '" + command + "': " + cause.getMessage() + ". Correct its #! line",
                NO_STATUS,
                false,
                "",
                cause);
    }

    static CompileScriptException interrupted(InterruptedException cause) {
        return new CompileScriptException("was killed because its build was interrupted", NO_STATUS, false, "", cause);
    }

    /** {@return its exit status; empty when it was killed or not started} */
    public OptionalInt exitStatus() {
        return exitStatus == NO_STATUS ? OptionalInt.empty() : OptionalInt.of(exitStatus);
    }

    /** {@return whether it ran longer than it may} */
    public boolean timedOut() {
        return timedOut;
    }

    /** {@return the end of what it wrote to standard output and, after that, to standard error} */
    public String outputTail() {
        return outputTail;
    }
}
