package io.amibuilder.lint;

import java.util.List;
import java.util.Set;

/** {@code runcmd} and {@code bootcmd}. Source: {@code util.shellify}, {@code cc_runcmd}, {@code cc_bootcmd}. */
final class CommandRules {
    private static final Set<String> KEYS = Set.of("runcmd", "bootcmd");

    private CommandRules() {}

    static void check(YamlMap config, SourceText source, Report report) {
        for (String key : KEYS) {
            config.entry(key).ifPresent(entry -> checkAll(key, entry, source, report));
        }
    }

    private static void checkAll(String key, YamlMap.Entry entry, SourceText source, Report report) {
        if (!(entry.value() instanceof YamlList list)) {
            report.add(
                    LintCode.COMMANDS_TYPE,
                    entry.value() instanceof YamlScalar scalar && scalar.isNull()
                            ? entry.key().at()
                            : entry.value().at(),
                    key + " is " + entry.value().described() + ", and none of its commands would run",
                    "Write a list: each command after '- '; or remove the key");
            return;
        }
        for (YamlNode item : list.items()) {
            if (item instanceof YamlScalar scalar && scalar.isString()) {
                checkText(key, scalar, source, report);
            } else if (item instanceof YamlList words) {
                checkWords(key, words, report);
            } else if (!(item instanceof YamlScalar scalar && scalar.isNull())) {
                report.add(
                        LintCode.COMMAND_TYPE,
                        item.at(),
                        "this item of " + key + " is " + item.described()
                                + ", neither text nor a list, and no command of the whole " + key + " runs",
                        item instanceof YamlMap
                                ? "Put the command into quotes: ': ' and '{' mean something in YAML"
                                : "Put the command into quotes");
            }
        }
    }

    private static void checkText(String key, YamlScalar scalar, SourceText source, Report report) {
        ShellText.Parsed shell = ShellText.parse(scalar.value());
        SourceText text = new SourceText(scalar.value());
        Report inside = report.inside(TextIn.of(source, scalar));
        shell.unclosed()
                .ifPresent(index -> inside.add(
                        LintCode.COMMAND_QUOTE,
                        place(scalar.value(), text, index),
                        "a quote or here-document begins here and does not end, so that it swallows the commands of "
                                + key + " that follow",
                        "Close it; a ' #' in a value without quotes begins a comment"));
        for (ShellText.Command command : shell.commands()) {
            checkCommand(key, command, place(scalar.value(), text, command.start()), inside);
        }
    }

    private static Position place(String value, SourceText text, int index) {
        return text.position(value.codePointCount(0, index));
    }

    private static void checkWords(String key, YamlList list, Report report) {
        for (YamlNode word : list.items()) {
            boolean same = word instanceof YamlScalar scalar
                    && (scalar.isString()
                            || scalar.kind() == Yaml11.Kind.VALUE // has its own finding
                            || scalar.kind() == Yaml11.Kind.MERGE
                            || (scalar.isPlain() && Yaml11.isReadAsWritten(scalar.value())));
            if (!same) {
                String read = word instanceof YamlScalar scalar
                        ? "the word '" + scalar.value() + "' becomes '" + scalar.pythonText() + "'"
                        : "a word of this command is " + word.described() + ", which becomes its Python form";
                report.add(LintCode.COMMAND_ARGUMENT, word.at(), read, "Put each word into quotes");
            }
        }
        List<String> words = list.items().stream()
                .map(word -> word instanceof YamlScalar scalar ? scalar.pythonText() : "")
                .toList();
        if (!words.isEmpty()) {
            checkCommand(key, new ShellText.Command(words, 0, false, false), list.at(), report);
        }
    }

    private static void checkCommand(String key, ShellText.Command command, Position at, Report report) {
        if (endsScript(command)) {
            report.add(
                    LintCode.COMMAND_EXIT,
                    at,
                    "all items of " + key + " are one script, also those of other parts and our own: what comes after '"
                            + command.words().get(0) + "' does not run, and nothing says so",
                    "Put it into parentheses, or make the commands a script part of their own");
        }
        PowerCommands.wordOf(command.words())
                .ifPresent(word -> report.add(
                        LintCode.COMMAND_POWER,
                        at,
                        "'" + word
                                + "' turns the instance off or restarts it before the build has said that it succeeded",
                        "Remove it: the instance is turned off when everything is done"));
    }

    private static boolean endsScript(ShellText.Command command) {
        List<String> words = command.words();
        if (command.inSubshell()) {
            return false;
        }
        boolean succeeds = words.size() == 1 ? !command.afterOr() : words.get(1).equals("0");
        return (words.get(0).equals("exit") && succeeds) || (words.get(0).equals("exec") && words.size() > 1);
    }
}
