package io.amibuilder.source;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ami.env}: what a shell would read, without substitution. */
final class EnvLines {
    /** A shell's variable name. */
    static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** A variable as a program prints it, without quotes. */
    static final Pattern PRINTED = Pattern.compile("(" + NAME + ")=(.*)");

    private static final Pattern NOTHING = Pattern.compile("\\s*(#.*)?");
    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*(?:export\\s+)?(" + NAME + ")=(.*)");
    private static final String REST = "\\s*(?:\\s#.*)?";
    private static final Pattern SINGLE_QUOTED = Pattern.compile("'([^']*)'" + REST);
    private static final Pattern DOUBLE_QUOTED = Pattern.compile("\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"" + REST);
    private static final Pattern PLAIN = Pattern.compile("[^'\"]*+");
    private static final Pattern COMMENT = Pattern.compile("\\s#.*");

    private EnvLines() {}

    /** The variables in their order; of two with the same name the later one counts. */
    static Map<String, String> parse(String file, String text) {
        Map<String, String> found = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (NOTHING.matcher(line).matches()) {
                continue;
            }
            Matcher assignment = ASSIGNMENT.matcher(line);
            if (!assignment.matches()) {
                throw new MetadataSyntaxException(file, number, line);
            }
            found.put(assignment.group(1), value(file, number, line, assignment.group(2)));
        }
        return found;
    }

    private static String value(String file, int number, String line, String text) {
        Matcher single = SINGLE_QUOTED.matcher(text);
        if (single.matches()) {
            return single.group(1);
        }
        Matcher quoted = DOUBLE_QUOTED.matcher(text);
        if (quoted.matches()) {
            return quoted.group(1).replaceAll("\\\\([\"\\\\$`])", "$1"); // what a backslash escapes in double quotes
        }
        if (PLAIN.matcher(text).matches()) {
            String plain = COMMENT.matcher(text).replaceFirst("").stripTrailing();
            if (plain.equals(plain.strip())) {
                return plain;
            }
        }
        throw new MetadataSyntaxException(file, number, line);
    }
}
