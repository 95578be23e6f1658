package io.amibuilder.userdata;

import io.amibuilder.rootfs.Sha256;
import java.math.BigInteger;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * The room that is kept for a link that is filled in later: as many characters as a presigned link with a session token
 * needs, drawn from all that may stand in a link, so that no link compresses worse.
 */
final class LinkRoom {
    static final int CHARACTERS = 2048;

    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&()*+,;=%";
    private static final Pattern LINK = Pattern.compile("https?://[" + Pattern.quote(ALPHABET) + "]+");

    /** The characters that stand for the link. */
    static final String PLACEHOLDER = placeholder();

    private LinkRoom() {}

    /** Checks a link and gives it as it travels. */
    static String checked(URI link) {
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

    private static String placeholder() {
        StringBuilder text = new StringBuilder();
        BigInteger base = BigInteger.valueOf(ALPHABET.length());
        for (int i = 0; text.length() < CHARACTERS; i++) {
            BigInteger random =
                    new BigInteger(Sha256.of("ami-builder link " + i).hex(), 16);
            for (int digit = 0; digit < 32; digit++) { // 84^32 is well below 2^256
                text.append(ALPHABET.charAt(random.mod(base).intValue()));
                random = random.divide(base);
            }
        }
        return text.substring(0, CHARACTERS);
    }
}
