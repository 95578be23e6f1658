package io.amibuilder.lint;

import java.util.List;
import java.util.Optional;

/** {@code users} and {@code groups}. Source: {@code distros/ug_util.py}. */
final class PeopleRules {
    private PeopleRules() {}

    static void check(YamlMap config, Report report) {
        config.get("users").ifPresent(users -> checkUsers(users, report));
        config.get("groups").ifPresent(groups -> checkGroups(groups, report));
    }

    private static void checkUsers(YamlNode users, Report report) {
        if (users instanceof YamlScalar scalar && (scalar.isString() || scalar.isNull())) {
            return;
        }
        if (users instanceof YamlScalar) {
            report(users, "users is " + users.described() + ", and no user is created", report);
            return;
        }
        List<YamlNode> items = users instanceof YamlList list
                ? list.items()
                : ((YamlMap) users).entries().stream().map(YamlMap.Entry::value).toList();
        for (YamlNode item : items) {
            if (users instanceof YamlList && item instanceof YamlScalar scalar && !scalar.isString()) {
                refuse(item, "this item of users is " + item.described(), report);
            } else if (item instanceof YamlMap user && users instanceof YamlList) {
                checkUser(user, report);
            }
        }
    }

    private static void checkUser(YamlMap user, Report report) {
        Optional<YamlNode> name = user.get("name");
        if (name.isEmpty()) {
            report(user, "this user has no name, so that all of it is given to the image's default user", report);
        } else if (!(name.get() instanceof YamlScalar scalar) || !scalar.isString()) {
            refuse(name.get(), "the name of a user is " + name.get().described(), report);
        }
    }

    private static void checkGroups(YamlNode groups, Report report) {
        if (groups instanceof YamlScalar scalar && !scalar.isString()) {
            refuse(groups, "groups is " + groups.described(), report);
        } else if (groups instanceof YamlList list) {
            for (YamlNode item : list.items()) {
                if (item instanceof YamlList || (item instanceof YamlScalar scalar && !scalar.isString())) {
                    refuse(item, "this item of groups is " + item.described(), report);
                } else if (item instanceof YamlMap map) {
                    checkMembers(map, report);
                }
            }
        } else if (groups instanceof YamlMap map) {
            checkMembers(map, report);
        }
    }

    private static void checkMembers(YamlMap groups, Report report) {
        for (YamlMap.Entry entry : groups.entries()) {
            boolean text = entry.value() instanceof YamlScalar scalar && scalar.isString();
            if (!text && !(entry.value() instanceof YamlList)) {
                refuse(
                        entry.key(),
                        "the members of a group are " + entry.value().described(),
                        report);
            }
        }
    }

    private static void refuse(YamlNode node, String what, Report report) {
        report(node, what + ", and no user or group at all is created", report);
    }

    private static void report(YamlNode node, String message, Report report) {
        report.add(
                LintCode.USERS,
                node.at(),
                message,
                "Write a list of names, and of mappings with 'name'; names like 'no' and numbers need quotes");
    }
}
