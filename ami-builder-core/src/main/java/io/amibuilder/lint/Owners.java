package io.amibuilder.lint;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Who exists when {@code write_files} writes: nobody whom cloud-init or a package creates later. */
final class Owners {
    /** Accounts of every base image, made by its base packages. */
    private static final Set<String> ALWAYS =
            Set.of(("root daemon bin sys adm sync games man lp mail news uucp proxy backup list irc nobody "
                            + "nogroup operator shutdown halt ftp tty disk kmem dialout fax voice cdrom tape sudo wheel "
                            + "audio dip www-data src shadow utmp video sasl plugdev staff users input kvm render sshd "
                            + "messagebus dbus systemd-journal systemd-network systemd-resolve systemd-timesync lock mem "
                            + "floppy crontab ssh _ssh ssh_keys syslog _apt chrony _chrony rpc rpcuser postfix tcpdump "
                            + "polkitd landscape pollinate tss uuidd lxd libstoragemgmt")
                    .split(" "));

    private final Set<String> createdLater = new HashSet<>();

    /** The users and groups that a part creates. */
    void learn(YamlMap config) {
        for (String key : Set.of("users", "user", "groups")) {
            config.get(key).ifPresent(this::learnAll);
        }
    }

    private void learnAll(YamlNode node) {
        if (node instanceof YamlList list) {
            list.items().forEach(this::learnOne);
        } else {
            learnOne(node);
        }
    }

    private void learnOne(YamlNode node) {
        if (node instanceof YamlScalar scalar && scalar.isString()) {
            for (String name : scalar.value().split(",", -1)) {
                createdLater.add(name.strip());
            }
        } else if (node instanceof YamlMap map) {
            Optional<YamlNode> name = map.get("name");
            if (name.isPresent()) {
                learnOne(name.get());
            } else {
                map.entries().forEach(entry -> entry.name().ifPresent(createdLater::add));
            }
        }
    }

    boolean isCreatedLater(String name) {
        return createdLater.contains(name) && !ALWAYS.contains(name);
    }

    static boolean isAlwaysThere(String name) {
        return ALWAYS.contains(name) || name.isEmpty() || name.equals("-1") || name.equalsIgnoreCase("none");
    }
}
