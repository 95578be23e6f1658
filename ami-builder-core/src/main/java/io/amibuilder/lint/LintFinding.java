package io.amibuilder.lint;

import java.io.Serializable;

/**
 * One thing in a part that cloud-init would not do as written. Immutable.
 *
 * @param code what it is; its page is in {@code docs/lint.md}
 * @param severity the code's severity
 * @param file the part, relative to the source directory, as in {@code cloudinit/10_packages.cfg}
 * @param line the line, from 1
 * @param column the column, from 1, counted in code points
 * @param message what cloud-init does with it
 * @param remedy what to write instead
 * @serial exclude
 */
public record LintFinding(
        LintCode code, Severity severity, String file, int line, int column, String message, String remedy)
        implements Serializable {
    /** One line in the form that editors and CI servers know: {@code file:line:column: error AB202: message. Remedy}. */
    @Override
    public String toString() {
        return "%s:%d:%d: %s %s: %s. %s".formatted(file, line, column, severity, code.id(), message, remedy);
    }
}
