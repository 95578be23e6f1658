package io.amibuilder.lint;

import java.math.BigInteger;
import java.util.Optional;

/** The permissions of one file. Numbers are taken as they are, text is read as an octal number. */
final class FileModes {
    private static final int SET_ID_BITS = 06000;
    private static final int MAX_MODE = 07777;

    private FileModes() {}

    static void check(YamlMap file, Report report) {
        Optional<YamlNode> value = file.get("permissions");
        if (value.isEmpty() || (value.get() instanceof YamlScalar none && none.isNull())) {
            return;
        }
        Optional<Integer> mode = value.get() instanceof YamlScalar scalar ? mode(scalar, report) : Optional.empty();
        if (mode.isEmpty()) {
            report.add(
                    LintCode.FILE_PERMISSIONS,
                    value.get().at(),
                    "the permissions are " + value.get().described() + ", no octal number, and the file gets 0644",
                    "Write four octal digits in quotes, as in '0755'");
        } else if ((mode.get() & SET_ID_BITS) != 0) {
            report.add(
                    LintCode.FILE_SETUID,
                    value.get().at(),
                    "before cloud-init 25.3 the owner is set after the mode, which takes the setuid and setgid bits away",
                    "Put the file into fs/, or use chmod in runcmd");
        }
    }

    private static Optional<Integer> mode(YamlScalar scalar, Report report) {
        if (scalar.isString()) {
            String digits = scalar.value().strip().replaceFirst("^0[oO]", "").replace("_", "");
            return digits.matches("[0-7]{1,6}") ? Optional.of(Integer.parseInt(digits, 8)) : Optional.empty();
        }
        if (!scalar.isPlain() || scalar.kind() != Yaml11.Kind.INTEGER) {
            return Optional.empty();
        }
        BigInteger value = Yaml11.integer(scalar.value());
        boolean decimal = !scalar.value().startsWith("0");
        boolean looksOctal = decimal && scalar.value().matches("[0-7]{3,4}");
        if (looksOctal || value.signum() < 0 || value.compareTo(BigInteger.valueOf(MAX_MODE)) > 0) {
            report.add(
                    LintCode.FILE_PERMISSIONS,
                    scalar.at(),
                    "'" + scalar.value() + "' is a decimal number here: the file gets mode " + octal(value),
                    "Write it in quotes with a leading zero: '0"
                            + scalar.value().replaceFirst("^0+", "") + "'");
            return Optional.of(0);
        }
        return Optional.of(value.intValue());
    }

    private static String octal(BigInteger value) {
        return "0" + value.toString(8);
    }
}
