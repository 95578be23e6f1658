package io.amibuilder.event;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a console can do.
 *
 * @param live whether somebody watches lines that change
 * @param unicode whether it shows more than ASCII
 */
record Terminal(boolean live, boolean unicode) {
    /** Where this stream leads. Any other stream than the process's own two is taken for a file. */
    static Terminal of(PrintStream out) {
        boolean terminal = (out == System.out && isTerminal(1)) || (out == System.err && isTerminal(2));
        return of(System.getenv(), terminal);
    }

    static Terminal of(Map<String, String> environment, boolean terminal) {
        String kind = environment.getOrDefault("TERM", "");
        boolean able = (!kind.isEmpty() && !kind.equals("dumb")) || environment.containsKey("WT_SESSION");
        boolean plain = isSet(environment, "NO_COLOR") || isSet(environment, "CI");
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("")
                .toLowerCase(Locale.ROOT);
        return new Terminal(terminal && able && !plain, locale.contains("utf-8") || locale.contains("utf8"));
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        return !value.isEmpty() && !value.equals("false");
    }

    /** Linux says it of each stream; elsewhere the JDK knows whether input and output both are one. */
    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return isTerminal(System.console());
        }
    }

    /** Since JDK 22 there may be a console that is no terminal. */
    private static boolean isTerminal(@Nullable Console console) {
        try {
            return console != null
                    && (Runtime.version().feature() < 22
                            || (Boolean) Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
