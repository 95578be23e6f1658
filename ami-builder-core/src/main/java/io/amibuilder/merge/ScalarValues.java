package io.amibuilder.merge;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;

/** Values of scalars, as SafeConstructor in PyYAML's constructor.py makes them. */
final class ScalarValues {
    private static final Map<String, Boolean> BOOLEANS =
            Map.of("yes", true, "no", false, "true", true, "false", false, "on", true, "off", false);
    private static final int SEXAGESIMAL = 60;

    private ScalarValues() {}

    static Object bool(String text) {
        Boolean value = BOOLEANS.get(text.toLowerCase(Locale.ROOT));
        if (value == null) {
            throw new PartDroppedException("'" + text + "' is not a boolean");
        }
        return value;
    }

    static Object integer(String text) {
        try {
            String digits = text.replace("_", "");
            boolean negative = digits.startsWith("-");
            String number = unsigned(digits);
            BigInteger value;
            if (number.startsWith("0b")) {
                value = PyNumbers.integer(number.substring(2), 2);
            } else if (number.startsWith("0x")) {
                value = PyNumbers.integer(number.substring(2), 16);
            } else if (number.startsWith("0")) {
                value = PyNumbers.integer(number, 8);
            } else if (number.contains(":")) {
                value = BigInteger.ZERO;
                for (String part : number.split(":", -1)) {
                    value = value.multiply(BigInteger.valueOf(SEXAGESIMAL)).add(PyNumbers.integer(part, 10));
                }
            } else {
                value = PyNumbers.integer(number, 10);
            }
            return PyValues.integer(negative ? value.negate() : value);
        } catch (NumberFormatException e) {
            throw new PartDroppedException("'" + text + "' is not an integer");
        }
    }

    static Object floating(String text) {
        try {
            String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
            boolean negative = digits.startsWith("-");
            String number = unsigned(digits);
            double value;
            if (number.equals(".inf")) {
                value = Double.POSITIVE_INFINITY;
            } else if (number.equals(".nan")) {
                value = Double.NaN;
            } else if (number.contains(":")) {
                value = sexagesimal(number.split(":", -1));
            } else {
                value = PyNumbers.floating(number);
            }
            return negative ? -value : value;
        } catch (NumberFormatException e) {
            throw new PartDroppedException("'" + text + "' is not a number");
        }
    }

    private static double sexagesimal(String[] parts) {
        double value = 0;
        double base = 1;
        for (int i = parts.length - 1; i >= 0; i--) {
            value += PyNumbers.floating(parts[i]) * base;
            base *= SEXAGESIMAL;
        }
        return value;
    }

    private static String unsigned(String digits) {
        if (digits.isEmpty()) {
            throw new NumberFormatException("empty");
        }
        String number = digits.startsWith("-") || digits.startsWith("+") ? digits.substring(1) : digits;
        if (number.isEmpty()) {
            throw new NumberFormatException("no digits");
        }
        return number;
    }
}
