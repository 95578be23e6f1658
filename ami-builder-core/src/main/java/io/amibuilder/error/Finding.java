package io.amibuilder.error;

/**
 * Something that a preflight has found, before any money was spent.
 *
 * @param severity whether the build would fail
 * @param subject what it is about, as in {@code subnet subnet-1}
 * @param problem what is wrong with it
 * @param remedy what to do about it
 */
public record Finding(Severity severity, String subject, String problem, String remedy) {
    /** Whether the build would fail. */
    public enum Severity {
        /** It would fail. */
        ERROR,
        /** It might fail, or it could not be found out. */
        WARNING
    }

    /**
     * The build would fail.
     *
     * @param subject what it is about, as in {@code subnet subnet-1}
     * @param problem what is wrong with it
     * @param remedy what to do about it
     * @return an error
     */
    public static Finding error(String subject, String problem, String remedy) {
        return new Finding(Severity.ERROR, subject, problem, remedy);
    }

    /**
     * The build might fail, or it could not be found out whether it would.
     *
     * @param subject what it is about, as in {@code subnet subnet-1}
     * @param problem what may be wrong with it
     * @param remedy what to do about it
     * @return a warning
     */
    public static Finding warning(String subject, String problem, String remedy) {
        return new Finding(Severity.WARNING, subject, problem, remedy);
    }

    /** {@return whether the build would fail} */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        return (isError() ? "error: " : "warning: ") + subject + ": " + problem + "; " + remedy;
    }
}
