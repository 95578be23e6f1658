package io.amibuilder.lint;

import java.util.Optional;

/** {@code packages}, and what may restart the instance on their behalf. Source: {@code util.expand_package_list}. */
final class PackageRules {
    private PackageRules() {}

    static void check(YamlMap config, Report report) {
        config.get("packages").ifPresent(packages -> checkAll(packages, report));
        checkReboot("package_reboot_if_required", config, report);
        checkReboot("apt_reboot_if_required", config, report);
    }

    private static void checkAll(YamlNode packages, Report report) {
        if (packages instanceof YamlScalar scalar && scalar.isNull()) {
            return;
        }
        if (!(packages instanceof YamlList list)) {
            boolean oneName = packages instanceof YamlScalar scalar
                    && scalar.isString()
                    && !scalar.value().strip().matches("(?s).*\\s.*");
            if (!oneName) {
                refuse(packages, "packages is " + packages.described(), "Write a list of names", report);
            }
            return;
        }
        for (YamlNode item : list.items()) {
            if (item instanceof YamlScalar scalar && !scalar.isString()) {
                refuse(item, "this package is " + item.described(), "Put the name into quotes", report);
            } else if (item instanceof YamlList pair) {
                checkPair(pair, report);
            } else if (item instanceof YamlMap map) {
                checkManager(map, report);
            }
        }
    }

    private static void checkPair(YamlList pair, Report report) {
        if (pair.items().isEmpty() || pair.items().size() > 2) {
            refuse(pair, "this package is a list of " + pair.items().size(), "Write [name, version]", report);
            return;
        }
        for (YamlNode item : pair.items()) {
            if (item != pair.items().get(0) && item instanceof YamlScalar scalar && scalar.isNull()) {
                continue; // no version
            }
            boolean same = item instanceof YamlScalar scalar
                    && (scalar.isString() || (scalar.isPlain() && Yaml11.isReadAsWritten(scalar.value())));
            if (!same) {
                String shown = item instanceof YamlScalar scalar ? scalar.pythonText() : item.described();
                refuse(item, "this name or version is read as " + shown, "Put it into quotes", report);
            }
        }
    }

    private static void checkManager(YamlMap map, Report report) {
        boolean known = map.entries().stream()
                .allMatch(entry -> entry.name()
                                .filter(name -> name.equals("apt") || name.equals("snap"))
                                .isPresent()
                        && entry.value() instanceof YamlList);
        if (!known) {
            refuse(map, "this package is a mapping", "Put the name into quotes: ': ' means something in YAML", report);
        }
    }

    private static void checkReboot(String key, YamlMap config, Report report) {
        Optional<YamlMap.Entry> entry = config.entry(key);
        if (entry.isPresent() && FileRules.isTrue(config, key)) {
            report.add(
                    LintCode.REBOOT_IF_REQUIRED,
                    entry.get().key().at(),
                    "the instance may restart in the middle of the build, and what came after does not run again",
                    "Remove it: instances started from the image run the new kernel anyway");
        }
    }

    private static void refuse(YamlNode node, String what, String remedy, Report report) {
        report.add(LintCode.PACKAGES, node.at(), what + ", and no package at all is installed", remedy);
    }
}
