package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import io.amibuilder.error.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What one preflight has found. A check that fails is a finding itself, so that the others still run. */
final class Findings {
    private final List<Finding> found = new ArrayList<>();

    /** Adds a finding, unless the subject's failure is known already: one problem is told once. */
    void add(Finding finding) {
        if (found.stream().noneMatch(other -> other.isError() && other.subject().equals(finding.subject()))) {
            found.add(finding);
        }
    }

    void error(String subject, String problem, String remedy) {
        add(Finding.error(subject, problem, remedy));
    }

    void warning(String subject, String problem, String remedy) {
        add(Finding.warning(subject, problem, remedy));
    }

    /** The answer; without one, a warning that this could not be checked. */
    <T> Optional<T> ask(String subject, Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (CloudException e) {
            add(unchecked(subject, e));
            return Optional.empty();
        }
    }

    /** The thing; without it, an error, or a warning where it could not be found out. */
    <T> Optional<T> need(String subject, String remedy, Supplier<T> thing) {
        try {
            return Optional.of(thing.get());
        } catch (CloudException e) {
            boolean unknown = isNotAllowed(e) || e.kind() == Kind.RETRYABLE;
            add(unknown ? unchecked(subject, e) : Finding.error(subject, e.getMessage(), remedy));
            return Optional.empty();
        }
    }

    boolean anyError() {
        return found.stream().anyMatch(Finding::isError);
    }

    /** Errors first, each in the order in which they were found. */
    List<Finding> worstFirst() {
        return found.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    }

    static boolean isNotAllowed(CloudException e) {
        return Denial.is(e.code());
    }

    /** That it could not be found out, and why. */
    static Finding unchecked(String subject, CloudException e) {
        return isNotAllowed(e)
                ? Finding.warning(
                        subject,
                        "could not be checked: these credentials may not call " + e.operation(),
                        "allow " + action(e.operation()) + " to have it checked")
                : Finding.warning(subject, "could not be checked: " + e.getMessage(), "look again later");
    }

    /** As policies spell it (Service Authorization Reference). */
    private static String action(String operation) {
        return switch (operation) {
                    case "GetParameter" -> "ssm:";
                    case "GetServiceQuota" -> "servicequotas:";
                    default -> "ec2:";
                }
                + operation;
    }
}
