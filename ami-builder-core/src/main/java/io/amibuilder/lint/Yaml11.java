package io.amibuilder.lint;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How YAML 1.1 reads a plain scalar, in PyYAML's version of it, with which every cloud-init reads. Our parser follows YAML
 * 1.2 and is asked for the structure only. Source: PyYAML's {@code resolver.py} and {@code constructor.py}, tried with 6.0.
 */
final class Yaml11 {
    /** What a plain scalar is. */
    enum Kind {
        STRING,
        INTEGER,
        FLOAT,
        BOOLEAN,
        NULL,
        TIMESTAMP,
        /** {@code <<}, which is allowed as a key only. */
        MERGE,
        /** {@code =}, which is allowed as a key only. */
        VALUE
    }

    private static final Set<String> TRUE = Set.of("yes", "true", "on");
    private static final Set<String> FALSE = Set.of("no", "false", "off");
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    private static final String SIXTIES = "(?::[0-5]?[0-9])+";
    private static final Pattern BINARY = Pattern.compile("[-+]?0b[01_]+");
    private static final Pattern OCTAL = Pattern.compile("[-+]?0[0-7_]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("[-+]?0x[0-9A-Fa-f_]+");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(?:0|[1-9][0-9_]*)");
    private static final Pattern SEXAGESIMAL = Pattern.compile("[-+]?[1-9][0-9_]*" + SIXTIES);
    private static final Pattern POINT =
            Pattern.compile("(?:[-+]?[0-9][0-9_]*\\.[0-9_]*|\\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?");
    private static final Pattern SEXAGESIMAL_POINT = Pattern.compile("[-+]?[0-9][0-9_]*" + SIXTIES + "\\.[0-9_]*");
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
    private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");
    private static final Pattern DATE_TIME =
            Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|[ \\t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})"
                    + "(?:\\.[0-9]*)?(?:[ \\t]*(?:Z|[-+]([0-9]{1,2})(?::([0-9]{2}))?))?");
    private static final Pattern PLAIN_INTEGER = Pattern.compile("0|-?[1-9][0-9]*");
    private static final Pattern PLAIN_FLOAT = Pattern.compile("-?(?:0|[1-9][0-9]{0,8})\\.(?:0|[0-9]{0,5}[1-9])");

    private Yaml11() {}

    static Kind kindOf(String plain) {
        if (NULLS.contains(plain)) {
            return Kind.NULL;
        }
        if (plain.equals("=") || plain.equals("<<")) {
            return plain.equals("=") ? Kind.VALUE : Kind.MERGE;
        }
        if (isBoolean(plain)) {
            return Kind.BOOLEAN;
        }
        if (isFloat(plain)) {
            return Kind.FLOAT;
        }
        if (isInteger(plain)) {
            return Kind.INTEGER;
        }
        return DATE.matcher(plain).matches() || DATE_TIME.matcher(plain).matches() ? Kind.TIMESTAMP : Kind.STRING;
    }

    /** Whether Python would write the value as it stands: {@code 10} yes, {@code 0644} and {@code 1.10} no. */
    static boolean isReadAsWritten(String plain) {
        return switch (kindOf(plain)) {
            case STRING -> true;
            case INTEGER -> PLAIN_INTEGER.matcher(plain).matches();
            case FLOAT -> PLAIN_FLOAT.matcher(plain).matches();
            case TIMESTAMP -> DATE.matcher(plain).matches();
            case BOOLEAN -> plain.equals("True") || plain.equals("False");
            case NULL, MERGE, VALUE -> false;
        };
    }

    /** The value as Python writes it, for messages. */
    static String shown(String plain) {
        return switch (kindOf(plain)) {
            case INTEGER -> integer(plain).toString();
            case FLOAT -> shownFloat(plain);
            case BOOLEAN -> isTrue(plain) ? "True" : "False";
            case NULL -> "None";
            case STRING, TIMESTAMP, MERGE, VALUE -> plain;
        };
    }

    static boolean isTrue(String plain) {
        return isBoolean(plain) && TRUE.contains(plain.toLowerCase(Locale.ROOT));
    }

    static boolean isSexagesimal(String plain) {
        return SEXAGESIMAL.matcher(plain).matches()
                || SEXAGESIMAL_POINT.matcher(plain).matches();
    }

    /** Whether it begins with the zero of an octal number. */
    static boolean isOctal(String plain) {
        return OCTAL.matcher(plain).matches();
    }

    /** Whether it is a timestamp of a day or an hour that does not exist; reading it fails. */
    static boolean isImpossibleTime(String plain) {
        Matcher date = DATE.matcher(plain);
        Matcher time = DATE_TIME.matcher(plain);
        boolean withTime = time.matches();
        if (!withTime && !date.matches()) {
            return false;
        }
        try {
            Matcher day = withTime ? time : date;
            LocalDate.of(number(day, 1), number(day, 2), number(day, 3));
            if (withTime) {
                LocalTime.of(number(time, 4), number(time, 5), number(time, 6));
            }
            return number(day, 1) == 0 || (withTime && offsetMinutes(time) >= 24 * 60);
        } catch (DateTimeException e) {
            return true;
        }
    }

    /** Whether it is a binary or hexadecimal number without a digit; reading it fails. */
    static boolean isEmptyNumber(String plain) {
        return plain.matches("[-+]?0[bx]_+");
    }

    /** The value of an integer. */
    static BigInteger integer(String plain) {
        String text = plain.replace("_", "");
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        BigInteger value = digits.contains(":") ? sixties(digits) : unsigned(digits);
        return negative ? value.negate() : value;
    }

    private static BigInteger unsigned(String digits) {
        if (digits.startsWith("0b")) {
            return digits.length() == 2 ? BigInteger.ZERO : new BigInteger(digits.substring(2), 2);
        }
        if (digits.startsWith("0x")) {
            return digits.length() == 2 ? BigInteger.ZERO : new BigInteger(digits.substring(2), 16);
        }
        return digits.startsWith("0") ? new BigInteger(digits, 8) : new BigInteger(digits);
    }

    private static BigInteger sixties(String digits) {
        BigInteger value = BigInteger.ZERO;
        for (String digit : digits.split(":", -1)) {
            value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(digit));
        }
        return value;
    }

    private static String shownFloat(String plain) {
        if (NOT_FINITE.matcher(plain).matches()) {
            return plain.toLowerCase(Locale.ROOT).replace(".", "").replace("+", "");
        }
        if (!plain.contains(":")) {
            return String.valueOf(Double.parseDouble(plain.replace("_", "")));
        }
        double value = 0;
        for (String digit : plain.replaceAll("[-+_]", "").split(":", -1)) {
            value = value * 60 + Double.parseDouble(digit);
        }
        return String.valueOf(plain.startsWith("-") ? -value : value);
    }

    private static boolean isBoolean(String plain) {
        String lower = plain.toLowerCase(Locale.ROOT);
        boolean capital = plain.equals(lower)
                || plain.equals(lower.toUpperCase(Locale.ROOT))
                || plain.equals(lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1));
        return capital && (TRUE.contains(lower) || FALSE.contains(lower));
    }

    private static boolean isFloat(String plain) {
        return POINT.matcher(plain).matches()
                || SEXAGESIMAL_POINT.matcher(plain).matches()
                || NOT_FINITE.matcher(plain).matches();
    }

    private static boolean isInteger(String plain) {
        return DECIMAL.matcher(plain).matches()
                || OCTAL.matcher(plain).matches()
                || HEXADECIMAL.matcher(plain).matches()
                || BINARY.matcher(plain).matches()
                || SEXAGESIMAL.matcher(plain).matches();
    }

    private static int offsetMinutes(Matcher time) {
        int hours = time.group(7) == null ? 0 : number(time, 7);
        return hours * 60 + (time.group(8) == null ? 0 : number(time, 8));
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
