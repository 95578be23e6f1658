package io.amibuilder.cloud;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of version texts: runs of digits compare as numbers, everything else as text, so that {@code 1.10} is newer
 * than {@code 1.9}. It is the order of {@code sort -V} for versions made of digits, letters, dots and dashes.
 */
public enum VersionOrder implements Comparator<String> {
    /** The only instance. */
    INSTANCE;

    private static final Pattern RUN = Pattern.compile("\\d+|\\D+");

    @Override
    public int compare(String left, String right) {
        Matcher a = RUN.matcher(left);
        Matcher b = RUN.matcher(right);
        while (true) {
            boolean more = a.find();
            boolean others = b.find();
            if (!more || !others) {
                return Boolean.compare(more, others);
            }
            int order = compareRuns(a.group(), b.group());
            if (order != 0) {
                return order;
            }
        }
    }

    private static int compareRuns(String a, String b) {
        boolean numbers = Character.isDigit(a.charAt(0)) && Character.isDigit(b.charAt(0));
        return numbers ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
    }
}
