package io.amibuilder.source;

import io.amibuilder.lint.LintCode;
import io.amibuilder.lint.LintException;
import io.amibuilder.lint.LintFinding;
import io.amibuilder.lint.Linter;
import io.amibuilder.lint.Severity;
import io.amibuilder.userdata.UserPart;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The parts in name order, checked, and what is odd about their names. */
record PartList(List<UserPart> parts, List<String> warnings) {
    private static final Pattern NUMBERED = Pattern.compile("[0-9]{2}_.*", Pattern.DOTALL);
    private static final Pattern CLOUD_CONFIG_EXTENSION = Pattern.compile("\\.(cfg|yml|yaml)$");

    static PartList of(Collection<UserPart> unsorted, Set<LintCode> allowed) {
        List<UserPart> parts = unsorted.stream()
                .sorted((a, b) -> Arrays.compareUnsigned(bytes(a), bytes(b)))
                .toList();
        refuseSameBaseNames(parts);
        List<LintFinding> findings = Linter.lint(parts, allowed);
        List<LintFinding> errors = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        if (!errors.isEmpty()) {
            throw new LintException(errors);
        }
        return new PartList(
                parts,
                Stream.concat(oddNames(parts), findings.stream().map(LintFinding::toString))
                        .toList());
    }

    /** The same, with these warnings before its own. */
    PartList warning(List<String> first) {
        return new PartList(
                parts, Stream.concat(first.stream(), warnings.stream()).toList());
    }

    private static byte[] bytes(UserPart part) {
        return part.name().getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<String> oddNames(List<UserPart> parts) {
        return parts.stream()
                .map(UserPart::name)
                .filter(name -> !NUMBERED.matcher(name).matches())
                .map(name -> "part '" + name + "' does not begin with two digits and '_', as in 10_" + name
                        + "; it takes its place in the order of the names");
    }

    private static void refuseSameBaseNames(List<UserPart> parts) {
        Map<String, String> seen = new HashMap<>();
        for (UserPart part : parts) {
            String base = CLOUD_CONFIG_EXTENSION.matcher(part.name()).replaceFirst("");
            if (!base.equals(part.name())) {
                String other = seen.put(base, part.name());
                if (other != null) {
                    throw new DuplicatePartException(other, part.name());
                }
            }
        }
    }
}
