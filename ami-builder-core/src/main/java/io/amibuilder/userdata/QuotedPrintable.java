package io.amibuilder.userdata;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Quoted-printable (RFC 2045, 6.7) without soft line breaks: text stays text, so that the gzip around it can do its
 * work. cloud-init destroys a part that is not ASCII in a MIME container under any other encoding but base64, which
 * costs twice the room.
 */
final class QuotedPrintable {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private QuotedPrintable() {}

    /** Whether the text cannot travel as it is. */
    static boolean needed(String text) {
        for (int i = 0; i < text.length(); i++) { // a stream is ten times slower while the JVM is cold
            char c = text.charAt(i);
            if (c > '~' || (c < ' ' && c != '\n' && c != '\t')) {
                return true;
            }
        }
        return false;
    }

    static String encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder encoded = new StringBuilder(bytes.length + bytes.length / 4);
        for (int i = 0; i < bytes.length; i++) {
            if (isLiteral(bytes, i)) {
                encoded.append((char) bytes[i]);
            } else {
                encoded.append('=').append(HEX.toHexDigits(bytes[i]));
            }
        }
        return encoded.toString();
    }

    private static boolean isLiteral(byte[] bytes, int i) {
        byte b = bytes[i];
        if (b == ' ' || b == '\t') {
            return i + 1 < bytes.length && bytes[i + 1] != '\n' && bytes[i + 1] != '\r'; // blanks at an end get lost
        }
        return b == '\n' || (b > ' ' && b <= '~' && b != '=');
    }
}
