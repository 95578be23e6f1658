package io.amibuilder.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;

/** The smallest guests there are: a boot sector that writes a text to the serial port and then does one thing. */
enum BootSector {
    /** Powers the machine off: {@code outw 0x2000, 0x604}, the ACPI port of QEMU's q35. */
    POWERS_OFF("ba0406b80020ef"),
    /** Resets the machine: {@code outb 6, 0xcf9}. */
    RESETS("baf90cb006ee"),
    /** Goes on for ever. */
    HANGS(""),
    /**
     * Writes over its disk, 32 KiB at a time: {@code si = packet; again: ax = 0x4300, dl = 0x80, int 0x13;
     * packet.sector += 64; jmp again}, and the packet.
     */
    WRITES("be237cb80043b280cd1383062b7c40ebf210004000007c00000000000000000000");

    private static final int LARGE_BYTES = 8 * 1024 * 1024;
    private static final int ADDRESS = 0x7c00;
    private static final int BYTES = 512;
    private static final int DISK_BYTES = 1024 * 1024;

    private final String act;

    BootSector(String act) {
        this.act = act;
    }

    /** Writes a raw disk with this boot sector and nothing else. */
    Path write(Path file, String text) {
        return write(file, text, new byte[DISK_BYTES]);
    }

    /** Writes a raw disk with this boot sector and much that cannot be compressed. */
    Path writeLarge(Path file, String text) {
        byte[] disk = new byte[LARGE_BYTES];
        new Random(1).nextBytes(disk);
        return write(file, text, disk);
    }

    private Path write(Path file, String text, byte[] disk) {
        HexFormat hex = HexFormat.of();
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        byte[] end = hex.parseHex(act + "f4ebfd"); // hlt, for ever
        int textAt = ADDRESS + 7 + 11 + end.length;
        try {
            code.write(hex.parseHex("31c08ed8be")); // ax = 0, ds = ax, si = text
            code.write(textAt & 0xff);
            code.write(textAt >> 8);
            code.write(hex.parseHex("ac84c07406")); // al = *si++; at a zero go on
            code.write(hex.parseHex("baf803eeebf5")); // out to the serial port; again
            code.write(end);
            code.write(text.getBytes(StandardCharsets.US_ASCII));
            code.write(0);
            System.arraycopy(code.toByteArray(), 0, disk, 0, code.size());
            disk[BYTES - 2] = 0x55;
            disk[BYTES - 1] = (byte) 0xaa;
            return Files.write(file, disk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
