package io.amibuilder.lint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What earlier parts have set. cloud-init merges the parts one after the other, and what is lost there is lost without a
 * word. Knows the plain parts only: what templates, archives and addresses bring is not there yet.
 */
final class PartOrder {
    private static final int MAX_DEPTH = 6; // a mapping may contain itself, or aliases that multiply

    /** A value and the part that has set it first. */
    private record Seen(String file, YamlNode value) {}

    private final Map<String, Seen> keys = new LinkedHashMap<>();

    /** Checks a part against those before it, and remembers it. */
    void check(YamlMap config, Merging merging, Report report) {
        for (YamlMap.Entry entry : config.entries()) {
            String key = entry.name().orElse("");
            if (entry.isMerge() || key.isEmpty() || key.equals("merge_how") || key.equals("merge_type")) {
                continue;
            }
            Optional<Seen> before = Optional.ofNullable(keys.get(key));
            checkLists(key, entry, merging, before, config, report);
            if (!merging.replaces()) {
                before.ifPresent(seen -> compare(key, seen.file(), seen.value(), entry.value(), report, MAX_DEPTH));
            }
            if (merging.replaces()) {
                keys.put(key, new Seen(report.file(), entry.value()));
            } else {
                keys.putIfAbsent(key, new Seen(report.file(), entry.value()));
            }
        }
    }

    private static void checkLists(
            String key, YamlMap.Entry entry, Merging merging, Optional<Seen> before, YamlMap config, Report report) {
        boolean shared = key.equals("runcmd")
                || before.filter(seen -> seen.value() instanceof YamlList).isPresent();
        if (merging.appendsLists() || !shared || !(entry.value() instanceof YamlList)) {
            return;
        }
        String earlier = before.map(Seen::file).orElse("our own part");
        report.add(
                LintCode.MERGE_LOSES,
                config.entry("merge_how")
                        .or(() -> config.entry("merge_type"))
                        .map(how -> how.value().at())
                        .orElse(entry.key().at()),
                merging.replaces()
                        ? "this part's '" + key + "' replaces that of " + earlier + ", which is lost"
                        : "'" + key + "' is also in " + earlier + ", and this part's items of it are lost",
                "Use merge_how (in an archive: Merge-Type) list(append)+dict(no_replace,recurse_list)+str()");
    }

    private static void compare(String path, String file, YamlNode old, YamlNode now, Report report, int depth) {
        if (depth == 0) {
            return;
        }
        if (old instanceof YamlMap oldMap && now instanceof YamlMap newMap) {
            for (YamlMap.Entry entry : newMap.entries()) {
                String name = entry.name().orElse("");
                oldMap.get(name)
                        .filter(value -> !name.isEmpty())
                        .ifPresent(value -> compare(path + "." + name, file, value, entry.value(), report, depth - 1));
            }
        } else if (isLost(old, now)) {
            report.add(
                    LintCode.VALUE_IGNORED,
                    now.at(),
                    "'" + path + "' has been set to " + old.described() + " by " + file
                            + ", which stays: of two values the first one counts",
                    "Set it in one part only");
        }
    }

    private static boolean isLost(YamlNode old, YamlNode now) {
        if (now instanceof YamlScalar scalar) {
            return !(old instanceof YamlScalar other && other.pythonText().equals(scalar.pythonText()));
        }
        return !(old instanceof YamlScalar scalar && scalar.isString())
                && old.getClass() != now.getClass(); // a list gets a mapping's keys, which nobody wants either
    }
}
