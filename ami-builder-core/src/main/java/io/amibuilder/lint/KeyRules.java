package io.amibuilder.lint;

import java.util.List;
import java.util.Optional;

/** The names and types of the top-level keys. */
final class KeyRules {
    /** Nested keys that are going away, with what to use. */
    private static final List<List<String>> NESTED = List.of(
            List.of("chpasswd", "list", "chpasswd.users"),
            List.of("users", "lock-passwd", "lock_passwd"),
            List.of("users", "plain-text-passwd", "plain_text_passwd"),
            List.of("users", "no-create-home", "no_create_home"),
            List.of("users", "no-user-group", "no_user_group"),
            List.of("users", "no-log-init", "no_log_init"),
            List.of("users", "primary-group", "primary_group"),
            List.of("users", "selinux-user", "selinux_user"),
            List.of("users", "ssh-authorized-keys", "ssh_authorized_keys"),
            List.of("users", "ssh-import-id", "ssh_import_id"));

    private KeyRules() {}

    static void check(YamlMap config, Report report) {
        for (YamlMap.Entry entry : config.entries()) {
            if (entry.isMerge()) {
                continue;
            }
            Optional<String> name = entry.name();
            if (name.isEmpty() && entry.key() instanceof YamlScalar key && Yaml11.isReadAsWritten(key.value())) {
                unknown(key, report);
            }
            name.ifPresent(key -> check(key, entry, report));
        }
        NESTED.forEach(rule -> checkNested(config, rule, report));
    }

    private static void check(String key, YamlMap.Entry entry, Report report) {
        if (!KeyTable.knows(key)) {
            unknown((YamlScalar) entry.key(), report);
            return;
        }
        KeyTable.successor(key)
                .ifPresent(successor -> report.add(
                        LintCode.KEY_DEPRECATED,
                        entry.key().at(),
                        successor.isEmpty()
                                ? "'" + key + "' is not meant to be set by user-data"
                                : "'" + key + "' is deprecated, and a later cloud-init ignores it",
                        successor.isEmpty() ? "Put it into fs/etc/cloud/cloud.cfg.d/" : "Use '" + successor + "'"));
        checkType(key, entry.value(), report);
    }

    private static void unknown(YamlScalar key, Report report) {
        String name = key.value();
        if (name.startsWith("x-") || name.startsWith(".") || name.startsWith("_")) {
            return; // a place for anchors
        }
        Optional<String> similar = KeyTable.similar(name);
        report.add(
                similar.isPresent() ? LintCode.KEY_MISSPELT : LintCode.KEY_UNKNOWN,
                key.at(),
                "cloud-init has no key '" + key.shortened() + "', and ignores it",
                similar.map(known -> "Did you mean '" + known + "'?")
                        .orElse("Remove it, or let its name begin with 'x-' when it only holds anchors"));
    }

    private static void checkType(String key, YamlNode value, Report report) {
        String types = KeyTable.types(key);
        if (types.isEmpty() || hasOwnRule(key) || (value instanceof YamlScalar scalar && scalar.isNull())) {
            return;
        }
        if (value instanceof YamlScalar scalar && types.equals("S")) {
            checkText(key, scalar, report);
        } else if (!types.contains(letter(value))) {
            report.add(
                    LintCode.KEY_TYPE,
                    value.at(),
                    "'" + key + "' is " + value.described() + ", but cloud-init expects " + expected(types),
                    "Write " + expected(types));
        }
    }

    private static boolean hasOwnRule(String key) {
        return List.of("runcmd", "bootcmd", "packages", "users", "groups", "write_files", "merge_how", "merge_type")
                .contains(key);
    }

    private static void checkText(String key, YamlScalar scalar, Report report) {
        if (!scalar.isString() && scalar.isPlain() && !Yaml11.isReadAsWritten(scalar.value())) {
            report.add(
                    LintCode.YAML11_TEXT,
                    scalar.at(),
                    "'" + key + "' is text, but '" + scalar.value() + "' is read as " + scalar.described(),
                    "Put it into quotes");
        }
    }

    private static String letter(YamlNode value) {
        if (value instanceof YamlScalar scalar) {
            return switch (scalar.kind()) {
                case BOOLEAN -> "B";
                case INTEGER, FLOAT -> "I";
                default -> scalar.value().matches("(?i)true|false|yes|no|on|off|1|0") ? "B" : "S";
            };
        }
        return value instanceof YamlList ? "A" : "O";
    }

    private static String expected(String types) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < types.length(); i++) {
            words.append(words.isEmpty() ? "" : " or ")
                    .append(
                            switch (types.charAt(i)) {
                                case 'A' -> "a list";
                                case 'B' -> "true or false";
                                case 'I' -> "a number";
                                case 'O' -> "a mapping";
                                default -> "text";
                            });
        }
        return words.toString();
    }

    private static void checkNested(YamlMap config, List<String> rule, Report report) {
        Optional<YamlNode> value = config.get(rule.get(0));
        List<YamlNode> places = value.map(node -> node instanceof YamlList list ? list.items() : List.of(node))
                .orElse(List.of());
        for (YamlNode place : places) {
            if (place instanceof YamlMap map) {
                map.entry(rule.get(1))
                        .ifPresent(entry -> report.add(
                                LintCode.KEY_DEPRECATED,
                                entry.key().at(),
                                "'" + rule.get(1) + "' in '" + rule.get(0)
                                        + "' is deprecated, and a later cloud-init ignores it",
                                "Use '" + rule.get(2) + "'"));
            }
        }
    }
}
