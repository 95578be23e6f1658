package io.amibuilder.rootfs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /**
     * Checks the form.
     *
     * @param hex 64 lower-case hexadecimal digits
     */
    public Sha256 {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "a SHA-256 digest must be 64 lower-case hexadecimal digits, but was '" + hex + "'");
        }
    }

    /**
     * {@return the digest of these bytes}
     *
     * @param bytes what is digested
     */
    public static Sha256 of(byte[] bytes) {
        return finished(newDigest().digest(bytes));
    }

    /**
     * {@return the digest of this text in UTF-8}
     *
     * @param text what is digested
     */
    public static Sha256 of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * {@return the digest that a digester has reached} Resets it.
     *
     * @param digester a SHA-256 digester
     */
    public static Sha256 of(MessageDigest digester) {
        return finished(digester.digest());
    }

    /** {@return a digester of this kind, for streams} */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must provide SHA-256", e);
        }
    }

    private static Sha256 finished(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
    }

    @Override
    public String toString() {
        return hex;
    }
}
