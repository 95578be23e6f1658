package io.amibuilder.rootfs;

import java.nio.charset.StandardCharsets;

/** The extended header of POSIX.1-2001 ("pax", 4.18) for names that do not fit into the 100 bytes of the old one. */
final class PaxRecords {
    private static final int LONG_NAME_BYTES = 100; // of exactly 100, some readers lose the end: there is no NUL

    private PaxRecords() {}

    /** Empty when neither the name nor what a link says is long. */
    static byte[] of(String name, String link) {
        String records = (isLong(name) ? record("path", name) : "") + (isLong(link) ? record("linkpath", link) : "");
        return records.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isLong(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length >= LONG_NAME_BYTES;
    }

    /** A record begins with its own length in bytes, the digits of the length included. */
    private static String record(String key, String value) {
        String rest = " " + key + "=" + value + "\n";
        int restBytes = rest.getBytes(StandardCharsets.UTF_8).length;
        int length = restBytes + Integer.toString(restBytes).length();
        if (Integer.toString(length).length() > Integer.toString(restBytes).length()) {
            length++; // the length's own digits carried it over a power of ten
        }
        return length + rest;
    }
}
