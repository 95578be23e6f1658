package io.amibuilder.event;

import java.time.Duration;
import java.util.Locale;

/** Quantities and foreign text as people read them. */
final class Words {
    private static final int CONTROL_END = 0x9f;

    private Words() {}

    /** As in {@code 312 ms}, {@code 5 s}, {@code 1 min 05 s} or {@code 2 h 03 min}. */
    static String duration(Duration duration) {
        if (duration.toHours() > 0) {
            return text("%d h %02d min", duration.toHours(), duration.toMinutesPart());
        } else if (duration.toMinutes() > 0) {
            return text("%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
        } else if (duration.toSeconds() > 0 || duration.toMillis() == 0) {
            return duration.toSeconds() + " s";
        }
        return duration.toMillis() + " ms";
    }

    /** As in {@code 01:02:03}. */
    static String clock(Duration since) {
        return text("%02d:%02d:%02d", since.toHours(), since.toMinutesPart(), since.toSecondsPart());
    }

    /** As in {@code 312 bytes} or {@code 12.3 MB}; a MB has a million bytes. */
    static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + (bytes == 1 ? " byte" : " bytes");
        }
        return bytes < 1_000_000 ? text("%.1f kB", bytes / 1e3) : text("%.1f MB", bytes / 1e6);
    }

    /** On one line, without anything by which a guest could steer a terminal. */
    static String line(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> out.appendCodePoint(isControl(c) ? ' ' : c));
        return out.toString().strip();
    }

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** C0, C1, line separators and what turns the direction of writing; half of a surrogate pair likewise. */
    static boolean isControl(int c) {
        return c < ' '
                || (c >= 0x7f && c <= CONTROL_END)
                || c == 0x2028
                || c == 0x2029
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.SURROGATE;
    }
}
