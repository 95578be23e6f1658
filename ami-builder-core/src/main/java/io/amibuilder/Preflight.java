package io.amibuilder;

import io.amibuilder.error.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a build would do, and what would keep it from doing so, as far as can be seen without making or changing anything.
 *
 * @param plan what it would do
 * @param findings what is wrong, errors first
 */
public record Preflight(AmiPlan plan, List<Finding> findings) {
    /**
     * Sorts and copies the findings.
     *
     * @param plan what it would do
     * @param findings what is wrong, errors first
     */
    public Preflight {
        findings = findings.stream()
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }

    static Preflight of(BuildSettings settings, CompiledAmi compiled, AmiPlan plan) {
        List<Finding> findings = new ArrayList<>(settings.provider().preflight(settings.preflight(compiled)));
        settings.storage().ifPresent(store -> findings.addAll(store.preflight()));
        settings.publisher().ifPresent(publisher -> findings.addAll(publisher.preflight()));
        return new Preflight(plan, findings);
    }

    /** {@return whether nothing at all was found} */
    public boolean isClean() {
        return findings.isEmpty();
    }

    /** {@return the findings with which the build would fail} */
    public List<Finding> errors() {
        return findings.stream().filter(Finding::isError).toList();
    }

    /** The plan, then one line for each finding; "nothing was found" when there is none. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(plan.toString());
        findings.forEach(finding -> out.append("\n").append(finding));
        return isClean() ? out.append("\nnothing was found that would fail").toString() : out.toString();
    }
}
