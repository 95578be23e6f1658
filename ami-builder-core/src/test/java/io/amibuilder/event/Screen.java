package io.amibuilder.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** As much of a terminal as the console listener uses; it refuses everything else. Lines that scroll off are kept. */
final class Screen {
    private final int width;
    private final int height;
    private final List<char[]> rows = new ArrayList<>();
    private int top;
    private int row;
    private int column;
    private boolean wraps = true;

    Screen(int width, int height) {
        this.width = width;
        this.height = height;
        rows.add(blank());
    }

    Screen show(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\u001b') {
                int end = i + 2;
                while (!Character.isLetter(text.charAt(end))) {
                    end++;
                }
                command(text.substring(i + 2, end), text.charAt(end));
                i = end;
            } else if (c == '\r') {
                column = 0;
            } else if (c == '\n') {
                down();
            } else {
                put(c);
            }
        }
        return this;
    }

    /** What was shown, the lines that have scrolled off first, without blank lines at the end. */
    List<String> lines() {
        List<String> lines =
                rows.stream().map(line -> new String(line).stripTrailing()).collect(Collectors.toList());
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    @Override
    public String toString() {
        return String.join("\n", lines()) + "\n";
    }

    private void put(char c) {
        if (column == width) {
            if (wraps) {
                column = 0;
                down();
            } else {
                column = width - 1;
            }
        }
        rows.get(row)[column++] = c;
    }

    private void down() {
        row++;
        if (row == rows.size()) {
            rows.add(blank());
        }
        top = Math.max(top, row - height + 1);
    }

    private void command(String value, char command) {
        switch (command) {
            case 'm' -> {}
            case 'A' -> row = Math.max(top, row - Integer.parseInt(value));
            case 'J' -> {
                Arrays.fill(rows.get(row), column, width, ' ');
                rows.subList(row + 1, rows.size()).forEach(line -> Arrays.fill(line, ' '));
            }
            case 'K' -> Arrays.fill(rows.get(row), ' '); // 2K
            case 'h', 'l' -> wraps = command == 'h';
            default -> throw new IllegalArgumentException("ESC [" + value + command);
        }
    }

    private char[] blank() {
        char[] line = new char[width];
        Arrays.fill(line, ' ');
        return line;
    }
}
