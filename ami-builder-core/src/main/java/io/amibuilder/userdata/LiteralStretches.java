package io.amibuilder.userdata;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the long runs of base64 in a text, which compress best without a search for repetitions. */
final class LiteralStretches {
    private static final Pattern BASE64 =
            Pattern.compile("[A-Za-z0-9+/]{400,}+"); // shorter ones do not pay for a block

    private LiteralStretches() {}

    static List<Gzip.Stretch> of(String text) {
        List<Gzip.Stretch> stretches = new ArrayList<>();
        int end = 0;
        for (Matcher run = BASE64.matcher(text); run.find(); end = run.end()) {
            stretches.add(new Gzip.Stretch(text.substring(end, run.start()), false));
            stretches.add(new Gzip.Stretch(run.group(), true));
        }
        stretches.add(new Gzip.Stretch(text.substring(end), false));
        return stretches;
    }
}
