package io.amibuilder;

import io.amibuilder.error.AmiBuilderException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code NAME=value} lines that a POSIX shell may read with {@code .} and get exactly these values. */
final class ShellVariables {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-]*");
    private static final Pattern LINE =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=('[^']*+(?:'\\\\''[^']*+)*+'|[^'\\s]*)");

    private ShellVariables() {}

    static String write(Map<String, String> variables) {
        StringBuilder out = new StringBuilder();
        variables.forEach((name, value) ->
                out.append(name).append('=').append(quoted(value)).append('\n'));
        return out.toString();
    }

    static Map<String, String> read(String text, String file) {
        Map<String, String> variables = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new AmiBuilderException(file + ":" + number
                        + ": a line must be NAME=value with the value in single quotes when it is not plain, but was '"
                        + line + "'");
            }
            variables.put(matcher.group(1), unquoted(matcher.group(2)));
        }
        return variables;
    }

    private static String quoted(String value) {
        return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
    }

    private static String unquoted(String value) {
        return value.startsWith("'") ? value.substring(1, value.length() - 1).replace("'\\''", "'") : value;
    }
}
