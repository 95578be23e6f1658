package io.amibuilder.userdata;

import io.amibuilder.rootfs.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/**
 * The room that is kept for a link that is filled in later: as many characters as a presigned link with a session token
 * needs, drawn from all that may stand in a link, so that no link compresses worse.
 */
enum LinkRoom {
    /** For the link from which the rootfs is fetched. */
    ROOTFS("ami-builder link "),

    /** For the link to which the report goes. */
    REPORT("ami-builder report ");

    static final int CHARACTERS = 2048;

    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&()*+,;=%";
    private static final Pattern LINK = Pattern.compile("https?://[" + Pattern.quote(ALPHABET) + "]+");

    private final String placeholder;

    LinkRoom(String seed) {
        placeholder = random(seed);
    }

    /** The characters that stand for the link. */
    String placeholder() {
        return placeholder;
    }

    /** Whether this text has room that is still empty. */
    boolean isIn(String text) {
        return text.contains(placeholder);
    }

    /** The text with this link in its room. */
    String filled(String text, URI link) {
        return text.replace(placeholder, checked(link));
    }

    private static String checked(URI link) {
        String text = link.toASCIIString();
        if (text.length() > CHARACTERS || !LINK.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a link must be http or https, at most %d characters and without quotes, but was %d characters: %s"
                            .formatted(CHARACTERS, text.length(), withoutQuery(text)));
        }
        return text;
    }

    private static String withoutQuery(String link) {
        int query = link.indexOf('?'); // which is a signature: not for messages
        return query < 0 ? link : link.substring(0, query) + "?...";
    }

    private static String random(String seed) {
        StringBuilder text = new StringBuilder();
        int fair = 256 / ALPHABET.length() * ALPHABET.length(); // a byte beyond would favour the first characters
        MessageDigest digest = Sha256.newDigest();
        for (int i = 0; text.length() < CHARACTERS; i++) {
            for (byte random : digest.digest((seed + i).getBytes(StandardCharsets.US_ASCII))) {
                int value = Byte.toUnsignedInt(random);
                if (value < fair) {
                    text.append(ALPHABET.charAt(value % ALPHABET.length()));
                }
            }
        }
        return text.substring(0, CHARACTERS);
    }
}
