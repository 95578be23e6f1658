package io.amibuilder.userdata;

import java.util.Locale;

/**
 * One part that the user wrote; it travels verbatim.
 *
 * @param name its file name, as in {@code 10_packages.cfg}; parts run in the order of their names
 * @param kind what it is
 * @param text all of it
 */
public record UserPart(String name, PartKind kind, String text) {
    /**
     * {@return a part whose kind is read from its first line}
     *
     * @param name the file name, as in {@code 10_packages.cfg}
     * @param text the whole part
     * @throws UnknownPartException when cloud-init would not know what to do with it
     */
    public static UserPart of(String name, String text) {
        return new UserPart(name, PartKind.of(text).orElseThrow(() -> new UnknownPartException(name, text)), text);
    }

    /** Without the text, which may be long. */
    @Override
    public String toString() {
        return name + " (" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + ", " + text.length()
                + " characters)";
    }
}
