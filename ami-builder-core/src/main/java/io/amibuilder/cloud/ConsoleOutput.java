package io.amibuilder.cloud;

/**
 * What an instance has written to its console, as far as the cloud has posted it: EC2 keeps the last 64 KiB and lags by
 * minutes. An empty text means that nothing is known, not that nothing was written.
 *
 * @param text the decoded text, possibly empty
 */
public record ConsoleOutput(String text) {
    /** Nothing has been posted yet. */
    public static final ConsoleOutput NONE = new ConsoleOutput("");

    /** Without the text, which may be long. */
    @Override
    public String toString() {
        return "console output of " + text.length() + " characters";
    }
}
