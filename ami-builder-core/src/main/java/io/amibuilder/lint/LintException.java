package io.amibuilder.lint;

import io.amibuilder.error.AmiBuilderException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Parts have mistakes that cloud-init would not report; the message names all of them. */
public final class LintException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** All findings in the order of the parts and their lines. */
    private final ArrayList<LintFinding> findings; // not List, which need not be serializable

    /**
     * A failure for these findings, which must be at least one.
     *
     * @param findings at least one
     */
    public LintException(List<LintFinding> findings) {
        super(message(findings));
        this.findings = new ArrayList<>(findings);
    }

    /** {@return all findings in the order of the parts and their lines} */
    public List<LintFinding> findings() {
        return List.copyOf(findings);
    }

    private static String message(List<LintFinding> findings) {
        return ("the parts must be what cloud-init reads as written, but have %s. Correct %s, or allow the codes of what is meant"
                        + " so (LINT_ALLOW=%s in ami.env, or allow(...)):\n%s")
                .formatted(
                        findings.size() == 1 ? "a mistake" : findings.size() + " mistakes",
                        findings.size() == 1 ? "it" : "them",
                        findings.get(0).code().id(),
                        findings.stream().map(LintFinding::toString).collect(Collectors.joining("\n")));
    }
}
