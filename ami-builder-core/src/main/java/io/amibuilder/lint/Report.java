package io.amibuilder.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Collects the findings of one part. A report on a text inside the part translates its positions. */
final class Report {
    private final String file;
    private final Set<LintCode> allowed;
    private final Set<LintFinding> findings;
    private final UnaryOperator<Position> where;

    private Report(String file, Set<LintCode> allowed, Set<LintFinding> findings, UnaryOperator<Position> where) {
        this.file = file;
        this.allowed = allowed;
        this.findings = findings;
        this.where = where;
    }

    static Report of(String file, Set<LintCode> allowed) {
        return new Report(file, allowed, new LinkedHashSet<>(), UnaryOperator.identity());
    }

    /** The same report, for rules that count positions in a text inside the part. */
    Report inside(UnaryOperator<Position> translation) {
        return new Report(file, allowed, findings, position -> where.apply(translation.apply(position)));
    }

    void add(LintCode code, Position position, String message, String remedy) {
        if (!allowed.contains(code)) {
            Position at = where.apply(position);
            findings.add(new LintFinding(code, code.severity(), file, at.line(), at.column(), message, remedy));
        }
    }

    String file() {
        return file;
    }

    /** In the order of their places; of an error and a warning in one place, the error alone. */
    List<LintFinding> findings() {
        if (findings.isEmpty()) {
            return List.of();
        }
        Set<Position> errors = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(finding -> new Position(finding.line(), finding.column()))
                .collect(Collectors.toSet());
        List<LintFinding> sorted = new ArrayList<>(findings);
        sorted.removeIf(finding -> finding.severity() == Severity.WARNING
                && errors.contains(new Position(finding.line(), finding.column())));
        sorted.sort(Comparator.comparingInt(LintFinding::line)
                .thenComparingInt(LintFinding::column)
                .thenComparing(LintFinding::code));
        return sorted;
    }
}
