package io.amibuilder.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The simple commands of a shell text, found as a POSIX shell finds them (XCU 2.2 to 2.10), quotes and here-documents
 * included. What stands in a command substitution is skipped. Where it meets something it does not understand, it says
 * nothing rather than something wrong.
 */
final class ShellText {
    private static final Set<String> PREFIXES =
            Set.of("{", "!", "if", "then", "else", "elif", "while", "until", "do", "time");

    /**
     * A simple command.
     *
     * @param words its words, unquoted, without redirections and assignments
     * @param start the index of its first word
     * @param afterOr whether it runs only when something has failed
     * @param inSubshell whether it runs in a shell of its own
     */
    record Command(List<String> words, int start, boolean afterOr, boolean inSubshell) {}

    /**
     * What was found.
     *
     * @param commands in order
     * @param unclosed the index of a quote or here-document that does not end
     */
    record Parsed(List<Command> commands, Optional<Integer> unclosed) {}

    private final String text;
    private final List<Command> commands = new ArrayList<>();
    private final List<String> heredocs = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private int wordStart = -1;
    private int start = -1;
    private boolean afterOr;
    private boolean quoted;
    private int depth;
    private int at;
    private int unclosed = -1;
    private boolean unsure;

    private ShellText(String text) {
        this.text = text;
    }

    static Parsed parse(String text) {
        ShellText shell = new ShellText(text);
        shell.run();
        boolean known = shell.unclosed >= 0 && !shell.unsure;
        return new Parsed(List.copyOf(shell.commands), known ? Optional.of(shell.unclosed) : Optional.empty());
    }

    private void run() {
        while (at < text.length() && unclosed < 0) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t') {
                at++;
            } else if (c == '\\' && text.startsWith("\\\n", at)) {
                at += 2;
            } else if (c == '\n') {
                at++;
                end(false);
                skipHeredocs();
            } else if (c == '#') {
                at = lineEnd(at);
            } else if (";&|()".indexOf(c) >= 0 && !text.startsWith("&>", at)) {
                operator(c);
            } else if (c == '<' || c == '>' || c == '&') {
                redirection();
            } else {
                word();
            }
        }
        end(false);
    }

    private void operator(char c) {
        boolean or = text.startsWith("||", at);
        at += or || text.startsWith("&&", at) || text.startsWith(";;", at) ? 2 : 1;
        end(or);
        if (c == '(') {
            depth++;
        } else if (c == ')' && depth > 0) {
            depth--; // without one it ends a pattern of "case"
        }
    }

    private void redirection() {
        if (text.startsWith("<<<", at)) {
            at += 3;
            target();
            return;
        }
        if (text.startsWith("<<", at)) {
            at += 2;
            boolean strips = at < text.length() && text.charAt(at) == '-';
            at += strips ? 1 : 0;
            heredocs.add((strips ? "-" : "+") + target());
            return;
        }
        while (at < text.length() && "<>&|".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (text.startsWith("(", at)) {
            unsure = true; // process substitution
            return;
        }
        target();
    }

    private String target() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return readWord();
    }

    private void word() {
        wordStart = at;
        String word = readWord();
        boolean redirects = at < text.length() && "<>".indexOf(text.charAt(at)) >= 0;
        if (redirects && !quoted && word.matches("[0-9]+")) {
            return; // a file descriptor
        }
        if (words.isEmpty() && !quoted && (PREFIXES.contains(word) || word.matches("[A-Za-z_][A-Za-z0-9_]*=(?s:.*)"))) {
            return;
        }
        if (words.isEmpty()) {
            start = wordStart;
        }
        words.add(word);
    }

    private void end(boolean or) {
        if (!words.isEmpty()) {
            commands.add(new Command(List.copyOf(words), start, afterOr, depth > 0));
            words.clear();
        }
        afterOr = or;
    }

    private String readWord() {
        StringBuilder word = new StringBuilder();
        quoted = false;
        int begin = at;
        while (at < text.length() && unclosed < 0) {
            char c = text.charAt(at);
            if (" \t\n;&|()<>".indexOf(c) >= 0) {
                break;
            }
            at += read(c, word);
        }
        if (at == begin) {
            at++; // nothing that a word can be made of: go on
        }
        return word.toString();
    }

    /** Reads one piece of a word, which may have moved on already; returns how far it still has to. */
    private int read(char c, StringBuilder word) {
        switch (c) {
            case '\\' -> {
                quoted = true;
                if (at + 1 < text.length() && text.charAt(at + 1) != '\n') {
                    word.append(text.charAt(at + 1));
                }
                return 2;
            }
            case '\'' -> {
                quoted = true;
                int close = text.indexOf('\'', at + 1);
                word.append(text, at + 1, close < 0 ? text.length() : close);
                return moved(close);
            }
            case '"' -> {
                quoted = true;
                int close = closingQuote(at);
                word.append(text, at + 1, close < 0 ? text.length() : close);
                return moved(close);
            }
            case '`' -> {
                word.append(c);
                return moved(closing('`', at));
            }
            case '$' -> {
                word.append(c);
                return dollar();
            }
            default -> {
                word.append(c);
                return 1;
            }
        }
    }

    private int moved(int close) {
        if (close < 0) {
            unclosed = at;
            return 0;
        }
        return close - at + 1;
    }

    private int dollar() {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (next == '\'') {
            unsure = true; // bash reads $'...' with escapes, dash does not
            return 1;
        }
        if (next == '(' || next == '{') {
            return moved(closingBracket(at + 1));
        }
        return 1;
    }

    /** The index of the quote that ends the one at an index, or -1. */
    private int closingQuote(int open) {
        int i = open + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '"') {
                return i;
            }
            if (c == '\\') {
                i++;
            } else if (c == '`') {
                i = closing('`', i);
            } else if (c == '$' && i + 1 < text.length() && "({".indexOf(text.charAt(i + 1)) >= 0) {
                i = closingBracket(i + 1);
            }
            if (i < 0) {
                return -1;
            }
            i++;
        }
        return -1;
    }

    private int closing(char mark, int open) {
        for (int i = open + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == mark) {
                return i;
            }
        }
        unsure = true;
        return -1;
    }

    /** The end of a substitution; unsure when it has none, because "case", comments and here-documents hide in there. */
    private int closingBracket(int open) {
        int level = 0;
        int i = open;
        while (i >= 0 && i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '(' || c == '{') {
                level++;
            } else if ((c == ')' || c == '}') && --level == 0) {
                return i;
            } else if (c == '\'') {
                i = text.indexOf('\'', i + 1);
            } else if (c == '"') {
                i = closingQuote(i);
            }
            i = i < 0 ? -1 : i + 1;
        }
        unsure = true;
        return -1;
    }

    private void skipHeredocs() {
        for (String heredoc : heredocs) {
            int begin = at;
            boolean found = false;
            while (!found && at < text.length()) {
                int end = lineEnd(at);
                String line = text.substring(at, end);
                found = heredoc.substring(1).equals(heredoc.startsWith("-") ? line.replaceFirst("^\t+", "") : line);
                at = Math.min(text.length(), end + 1);
            }
            if (!found) {
                unclosed = Math.max(0, begin - 1);
                return;
            }
        }
        heredocs.clear();
    }

    private int lineEnd(int index) {
        int end = text.indexOf('\n', index);
        return end < 0 ? text.length() : end;
    }
}
