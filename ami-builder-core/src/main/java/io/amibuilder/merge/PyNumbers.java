package io.amibuilder.merge;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers in text as Python's {@code int()} and {@code float()} read them. */
final class PyNumbers {
    private static final Pattern FLOAT =
            Pattern.compile("[+-]?(\\d+(_\\d+)*\\.?(\\d+(_\\d+)*)?|\\.\\d+(_\\d+)*)([eE][+-]?\\d+(_\\d+)*)?");
    private static final Pattern INFINITE = Pattern.compile("[+-]?inf(inity)?");
    private static final Pattern NAN = Pattern.compile("[+-]?nan");

    private PyNumbers() {}

    /** @throws NumberFormatException where Python has a ValueError */
    static BigInteger integer(String text, int base) {
        String digits = text.strip();
        boolean negative = digits.startsWith("-");
        if (negative || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        String prefix = base == 16 ? "0x" : base == 8 ? "0o" : base == 2 ? "0b" : "";
        if (!prefix.isEmpty() && digits.regionMatches(true, 0, prefix, 0, 2)) {
            digits = digits.substring(digits.startsWith("_", 2) ? 3 : 2);
        }
        if (digits.startsWith("_") || digits.endsWith("_") || digits.contains("__")) {
            throw new NumberFormatException("invalid literal for int() with base " + base + ": '" + text + "'");
        }
        digits = digits.replace("_", "");
        if (digits.startsWith("-") || digits.startsWith("+")) {
            throw new NumberFormatException("invalid literal for int() with base " + base + ": '" + text + "'");
        }
        BigInteger value = new BigInteger(digits, base);
        return negative ? value.negate() : value;
    }

    /** @throws NumberFormatException where Python has a ValueError */
    static double floating(String text) {
        String number = text.strip().toLowerCase(Locale.ROOT);
        if (INFINITE.matcher(number).matches()) {
            return number.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        } else if (NAN.matcher(number).matches()) {
            return Double.NaN;
        } else if (!FLOAT.matcher(number).matches()) {
            throw new NumberFormatException("could not convert string to float: '" + text + "'");
        }
        return Double.parseDouble(number.replace("_", ""));
    }
}
