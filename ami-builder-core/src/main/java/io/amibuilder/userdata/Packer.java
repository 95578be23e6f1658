package io.amibuilder.userdata;

import java.util.Base64;

/** A compression that is better than gzip's and that an instance can undo. */
interface Packer {
    /** The program that undoes it when it is given {@code -dc}. */
    String program();

    /** Shell, one command, that does the same as {@code program -dc}, for where the program is missing. */
    String substitute();

    /**
     * The compressed data; the same bytes for the same arguments.
     *
     * @param text whether the data is nothing but text
     */
    byte[] pack(byte[] data, boolean text);

    /** Shell that makes sure of the program. */
    default String decoder() {
        return "command -v " + program() + " || " + program() + "() {\n" + substitute() + "\n}\n";
    }

    /** Shell that decodes the here-document that follows. */
    default String decode() {
        return "base64 -d <<'E' | " + program() + " -dc";
    }

    /** What {@link #decode} decodes, with the end of the here-document. */
    default String hereDocument(byte[] data, boolean text) {
        return Base64.getEncoder().encodeToString(pack(data, text)) + "\nE";
    }
}
