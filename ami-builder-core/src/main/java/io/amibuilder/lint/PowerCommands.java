package io.amibuilder.lint;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Commands that turn a machine off or restart it. */
final class PowerCommands {
    private static final Set<String> NAMES = Set.of("shutdown", "poweroff", "reboot", "halt");
    private static final Set<String> UNITS =
            Set.of("poweroff", "reboot", "halt", "kexec", "soft-reboot", "suspend", "hibernate", "hybrid-sleep");
    private static final Set<String> WRAPPERS = Set.of("sudo", "nohup", "command", "exec", "env", "setsid", "&");

    private PowerCommands() {}

    /** The command's name, when it is one. */
    static Optional<String> wordOf(List<String> words) {
        int first = 0;
        while (first < words.size() && WRAPPERS.contains(words.get(first))) {
            first++;
        }
        if (first == words.size()) {
            return Optional.empty();
        }
        String name = words.get(first).substring(words.get(first).lastIndexOf('/') + 1);
        List<String> arguments = words.subList(first + 1, words.size());
        return isPower(name, arguments) ? Optional.of(name) : Optional.empty();
    }

    private static boolean isPower(String name, List<String> arguments) {
        if (NAMES.contains(name)) {
            return !arguments.contains("-c") && !arguments.contains("--help") && !arguments.contains("-w");
        }
        Optional<String> verb =
                arguments.stream().filter(word -> !word.startsWith("-")).findFirst();
        return switch (name) {
            case "systemctl" -> verb.filter(UNITS::contains).isPresent();
            case "init", "telinit" -> verb.filter(Set.of("0", "6")::contains).isPresent();
            default -> false;
        };
    }
}
