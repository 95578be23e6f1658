package io.amibuilder.merge;

import java.util.List;

/**
 * What can be compared of us and cloud-init.
 *
 * @param lost whether all user-data is lost
 * @param config in canonical form
 * @param dropped names of the parts dropped with a warning; of those in archives cloud-init knows no name
 */
record Outcome(boolean lost, String config, List<?> dropped) {
    static Outcome of(PyDict answer, String as) {
        if (answer.has("lost")) {
            return new Outcome(true, "{}", List.of());
        }
        List<?> dropped = as.equals("parts") ? (List<?>) answer.get("dropped") : List.of();
        return new Outcome(false, String.valueOf(answer.get("config")), dropped);
    }

    static Outcome of(MergedCloudConfig merged, String as) {
        boolean lost = merged.dropped().stream().anyMatch(part -> part.reason().startsWith("all user-data is lost"));
        List<String> dropped = merged.dropped().stream()
                .filter(part -> as.equals("parts") && !lost && !part.reason().startsWith(Merging.IGNORED))
                .map(LeftOutPart::part)
                .toList();
        return new Outcome(lost, Canonical.of(merged.raw()), dropped);
    }
}
