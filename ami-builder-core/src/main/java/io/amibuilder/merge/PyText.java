package io.amibuilder.merge;

/** Text as Python's str methods treat it. */
final class PyText {
    private static final String MORE_SPACE = "\u0085\u00a0\u2007\u202f"; // space to Python but not to Java

    private PyText() {}

    static String stripStart(String text) {
        int start = 0;
        while (start < text.length() && isSpace(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || MORE_SPACE.indexOf(c) >= 0;
    }
}
