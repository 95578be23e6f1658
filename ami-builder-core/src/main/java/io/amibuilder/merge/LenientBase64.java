package io.amibuilder.merge;

import java.io.ByteArrayOutputStream;

/**
 * base64 as Python's {@code binascii.a2b_base64} reads it: what is not in the alphabet is skipped, and nothing is read after
 * complete padding.
 */
final class LenientBase64 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private LenientBase64() {}

    /** @throws PartDroppedException where Python has an error */
    static byte[] decode(String text) {
        if (text.chars().anyMatch(c -> c > 0x7f)) {
            throw new PartDroppedException("base64 must be ASCII");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int place = 0; // in the group of four
        int rest = 0;
        int pads = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=') {
                if (place >= 2 && place + ++pads >= 4) {
                    return out.toByteArray();
                }
                continue;
            }
            int value = ALPHABET.indexOf(c);
            if (value < 0) {
                continue;
            }
            pads = 0;
            if (place > 0) {
                int keep = 2 * place; // bits of this digit that complete a byte
                out.write(rest << keep | value >> (6 - keep));
                rest = value & ((1 << (6 - keep)) - 1);
            } else {
                rest = value;
            }
            place = place + 1 & 3;
        }
        if (place != 0) {
            throw new PartDroppedException(
                    place == 1 ? "base64 is one digit too long" : "base64 has incorrect padding");
        }
        return out.toByteArray();
    }
}
