package io.amibuilder.userdata;

import java.util.ArrayList;
import java.util.List;

/** Finds the long runs of base64 in a text, which compress best without a search for repetitions. */
final class LiteralStretches {
    private static final int LONG = 400; // shorter ones do not pay for a block

    private LiteralStretches() {}

    static List<Gzip.Stretch> of(String text) {
        List<Gzip.Stretch> stretches = new ArrayList<>();
        int end = 0; // of what is in the list
        int start = 0; // of the run that may become a long one
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !isBase64(text.charAt(i))) {
                if (i - start >= LONG) {
                    stretches.add(new Gzip.Stretch(text.substring(end, start), false));
                    stretches.add(new Gzip.Stretch(text.substring(start, i), true));
                    end = i;
                }
                start = i + 1;
            }
        }
        stretches.add(new Gzip.Stretch(text.substring(end), false));
        return stretches;
    }

    private static boolean isBase64(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    }
}
