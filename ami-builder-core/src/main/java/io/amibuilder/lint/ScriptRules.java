package io.amibuilder.lint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scripts and boothooks. Source: {@code handlers/shell_script.py}, {@code handlers/boot_hook.py}, {@code util.dos2unix},
 * which converts line ends only when the first line ends in CR LF.
 */
final class ScriptRules {
    private static final String BOOTHOOK = "#cloud-boothook";
    private static final Pattern SHELL =
            Pattern.compile("#![ \\t]*\\S*/(?:env[ \\t]+)?(?:ba|da|k|z|a)?sh(?:[ \\t\\r].*)?");

    private ScriptRules() {}

    static void checkScript(String text, Report report) {
        String script = withUnixLineEnds(text, report);
        int start = indexOfText(script);
        if (start > 0) {
            report.add(
                    LintCode.SHEBANG_NOT_FIRST,
                    Position.START,
                    "the file begins with blanks or empty lines, and the kernel does not find the '#!' after them",
                    "Remove everything before '#!'");
        }
        checkInterpreter(script, start, report);
        checkPower(script, start, report);
    }

    static void checkBoothook(String text, Report report) {
        String script = withUnixLineEnds(text, report);
        if (!script.startsWith(BOOTHOOK)) {
            report.add(
                    LintCode.BOOTHOOK_SHEBANG,
                    Position.START,
                    "cloud-init removes '#cloud-boothook' only in lower case at the very beginning; here it stays before"
                            + " the '#!', and the program cannot be started",
                    "Begin the file with '#cloud-boothook' in lower case");
            return;
        }
        String rest = script.substring(BOOTHOOK.length());
        int start = BOOTHOOK.length() + indexOfText(rest);
        if (script.startsWith("#!", start)) {
            checkInterpreter(script, start, report);
            checkPower(script, start, report);
            return;
        }
        report.add(
                LintCode.BOOTHOOK_SHEBANG,
                new Position(2, 1),
                "the program is what follows '#cloud-boothook', and it does not begin with '#!', so that it cannot be"
                        + " started",
                "Make '#!/bin/sh' the second line");
    }

    private static String withUnixLineEnds(String text, Report report) {
        int first = text.indexOf('\n');
        if (first > 0 && text.charAt(first - 1) == '\r') {
            return text.replace("\r\n", "\n");
        }
        int at = text.indexOf("\r\n");
        if (at >= 0) {
            report.add(
                    LintCode.MIXED_LINE_ENDS,
                    new SourceText(text).position(text.codePointCount(0, at)),
                    "this line ends in CR LF and the first one does not, so that cloud-init converts none, and the CR"
                            + " becomes part of the command",
                    "Save the file with LF alone");
        }
        return text;
    }

    private static void checkInterpreter(String script, int start, Report report) {
        if (!script.startsWith("#!", start)) {
            return;
        }
        String line = script.substring(start + 2).lines().findFirst().orElse("").strip();
        if (!line.startsWith("/")) {
            report.add(
                    LintCode.SHEBANG_INTERPRETER,
                    new SourceText(script).position(script.codePointCount(0, start)),
                    "'#!" + line + "' does not name a program by its full path, and the kernel starts none",
                    "Write '#!/bin/sh' or '#!/usr/bin/env " + (line.isEmpty() ? "bash" : line.split("\\s", 2)[0])
                            + "'");
        }
    }

    private static void checkPower(String script, int start, Report report) {
        Matcher shell =
                SHELL.matcher(script.substring(start).lines().findFirst().orElse(""));
        if (!shell.matches()) {
            return;
        }
        SourceText source = new SourceText(script);
        for (ShellText.Command command : ShellText.parse(script).commands()) {
            PowerCommands.wordOf(command.words())
                    .ifPresent(word -> report.add(
                            LintCode.COMMAND_POWER,
                            source.position(script.codePointCount(0, command.start())),
                            "'" + word
                                    + "' turns the instance off or restarts it before the build has said that it succeeded",
                            "Remove it: the instance is turned off when everything is done"));
        }
    }

    private static int indexOfText(String text) {
        return text.length() - text.stripLeading().length();
    }
}
