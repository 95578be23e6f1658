package io.amibuilder.event;

import java.io.PrintStream;
import java.util.List;

/**
 * The last lines of a terminal, which change. The cursor rests at the beginning of the first one, so that what others print
 * meanwhile stands and the rows move below it. Rows are not wrapped but cut by the terminal, whatever its width is.
 */
final class LiveRows {
    private static final String ESC = "\u001b[";
    private static final String WRAP_OFF = ESC + "?7l";
    private static final String WRAP_ON = ESC + "?7h";
    private static final String ERASE_LINE = ESC + "2K";
    private static final String ERASE_BELOW = ESC + "J";

    private final PrintStream out;
    private List<String> shown = List.of();

    LiveRows(PrintStream out) {
        this.out = out;
    }

    /** Prints lines that stay, and below them those that will change; all in one write, so that nothing flickers. */
    void show(List<String> lines, List<String> rows) {
        if (lines.isEmpty() && rows.equals(shown)) {
            return;
        }
        StringBuilder frame = new StringBuilder("\r");
        if (!lines.isEmpty()) {
            frame.append(ERASE_BELOW);
            lines.forEach(line -> frame.append(line).append("\r\n"));
        }
        frame.append(WRAP_OFF);
        for (int i = 0; i < rows.size(); i++) {
            frame.append(i == 0 ? "" : "\r\n").append(ERASE_LINE).append(rows.get(i));
        }
        frame.append(rows.isEmpty() || rows.size() < shown.size() ? ERASE_BELOW : "");
        frame.append(rows.size() > 1 ? ESC + (rows.size() - 1) + "A" : "")
                .append("\r")
                .append(WRAP_ON);
        out.print(frame);
        out.flush();
        shown = List.copyOf(rows);
    }
}
