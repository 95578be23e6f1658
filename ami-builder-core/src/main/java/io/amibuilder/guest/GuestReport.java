package io.amibuilder.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an instance has said on its console so far.
 *
 * @param steps the steps it began, in order, each once
 * @param started whether it said that it had understood its user-data
 * @param lastWord its verdict, once it has spoken one
 * @param logTail the end of its installation log; on a console only when it failed, in an uploaded report always
 */
public record GuestReport(List<String> steps, boolean started, Optional<GuestWord> lastWord, List<String> logTail) {
    /** Nothing has been said yet. */
    public static final GuestReport SILENCE = new GuestReport(List.of(), false, Optional.empty(), List.of());

    private static final String LOG_PREFIX = "ami-builder| ";
    private static final Pattern FAILED = Pattern.compile("failed:step=(.*):status=(\\d{1,9})");

    /**
     * Copies the lists.
     *
     * @param steps the steps it began, in order, each once
     * @param started whether it said that it had understood its user-data
     * @param lastWord its verdict, once it has spoken one
     * @param logTail the end of its installation log; on a console only when it failed, in an uploaded report always
     */
    public GuestReport {
        steps = List.copyOf(steps);
        logTail = List.copyOf(logTail);
    }

    /**
     * Finds the words with this nonce anywhere in a console's text, whatever stands around them. Words with another nonce
     * are somebody else's, and those that make no sense are passed over.
     *
     * @param console the console's text
     * @param nonce the nonce of the user-data that the instance was given
     * @return what was found; {@link #SILENCE} when nothing was
     */
    public static GuestReport read(String console, String nonce) {
        List<String> steps = new ArrayList<>();
        boolean started = false;
        Optional<GuestWord> lastWord = Optional.empty();
        Matcher marker = Pattern.compile("@@ami-builder:" + Pattern.quote(nonce) + ":([^\\r\\n]*?)@@")
                .matcher(console);
        while (marker.find()) {
            Optional<GuestWord> word = parse(marker.group(1));
            started |= word.isPresent();
            if (word.isPresent() && word.get() instanceof GuestWord.Step step && !steps.contains(step.name())) {
                steps.add(step.name());
            }
            lastWord = lastWord.or(() -> word.filter(GuestReport::isLast));
        }
        return new GuestReport(steps, started, lastWord, logTail(console));
    }

    /**
     * The same with all steps that were ever read: a console keeps its last 64 KiB only.
     *
     * @param all the steps in order, each once
     * @return a new report; this one stays as it is
     */
    public GuestReport withSteps(List<String> all) {
        return new GuestReport(all, started, lastWord, logTail);
    }

    private static Optional<GuestWord> parse(String text) {
        if (text.equals("started")) {
            return Optional.of(new GuestWord.Started());
        }
        if (text.equals("succeeded")) {
            return Optional.of(new GuestWord.Succeeded());
        }
        if (text.startsWith("step=")) {
            return Optional.of(new GuestWord.Step(text.substring("step=".length())));
        }
        Matcher failed = FAILED.matcher(text);
        return failed.matches()
                ? Optional.of(new GuestWord.Failed(failed.group(1), Integer.parseInt(failed.group(2))))
                : Optional.empty();
    }

    private static boolean isLast(GuestWord word) {
        return word instanceof GuestWord.Succeeded || word instanceof GuestWord.Failed;
    }

    private static List<String> logTail(String console) {
        return console.lines()
                .filter(line -> line.contains(LOG_PREFIX))
                .map(line -> line.substring(line.indexOf(LOG_PREFIX) + LOG_PREFIX.length()))
                .toList();
    }
}
