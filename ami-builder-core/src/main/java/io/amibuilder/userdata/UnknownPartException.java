package io.amibuilder.userdata;

import io.amibuilder.error.AmiBuilderException;

/** A part begins with nothing that cloud-init knows; it would be dropped in silence. */
public final class UnknownPartException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN_CHARACTERS = 60;

    /** The part's file name. */
    private final String part;
    /** The part's first line, cut to 60 characters. */
    private final String firstLine;

    UnknownPartException(String part, String text) {
        super("the first line of part '" + part + "' must begin with one of " + PartKind.accepted() + ", but was '"
                + firstLineOf(text) + "'; cloud-init would drop the part. Begin it with the line that says what it is");
        this.part = part;
        this.firstLine = firstLineOf(text);
    }

    /** {@return the part's file name} */
    public String part() {
        return part;
    }

    /** {@return the part's first line, cut to 60 characters} */
    public String firstLine() {
        return firstLine;
    }

    private static String firstLineOf(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "...";
    }
}
