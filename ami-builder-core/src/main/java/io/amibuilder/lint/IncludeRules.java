package io.amibuilder.lint;

import java.util.Locale;
import java.util.regex.Pattern;

/** Include parts. Source: {@code user_data.py}, {@code _do_include}. One bad address loses the whole user-data. */
final class IncludeRules {
    private static final Pattern ADDRESS =
            Pattern.compile("(?:https?|ftps?|file)://\\S+|/\\S*", Pattern.CASE_INSENSITIVE);

    private IncludeRules() {}

    static void check(String text, Report report) {
        String[] lines = text.split("\\R", -1);
        boolean any = false;
        for (int i = 0; i < lines.length; i++) {
            String address = address(lines[i]);
            if (address.isEmpty() || address.startsWith("#")) {
                continue;
            }
            any = true;
            checkAddress(
                    address, new Position(i + 1, lines[i].codePointCount(0, lines[i].indexOf(address)) + 1), report);
        }
        if (!any) {
            report.add(
                    LintCode.INCLUDE_ADDRESS,
                    Position.START,
                    "there is no address in this part, and it does nothing",
                    "Write one address on each line after the first, or remove the file");
        }
    }

    private static String address(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        String rest = line;
        if (lower.startsWith("#include-once")) {
            rest = line.substring("#include-once".length());
        } else if (lower.startsWith("#include")) {
            rest = line.substring("#include".length());
        }
        return rest.strip();
    }

    private static void checkAddress(String address, Position at, Report report) {
        if (!ADDRESS.matcher(address).matches()) {
            report.add(
                    LintCode.INCLUDE_ADDRESS,
                    at,
                    "'" + address
                            + "' is no address that cloud-init can fetch, and without it all of the user-data is lost",
                    "Write 'https://...'");
        } else {
            report.add(
                    LintCode.INCLUDE_NETWORK,
                    at,
                    "what this address gives is not checked here and may change; when it gives nothing, all of the"
                            + " user-data is lost",
                    "Put what it has into a part");
        }
    }
}
