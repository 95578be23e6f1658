package io.amibuilder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What is known of this library at run time. */
final class Library {
    /** Its version, as in {@code 1.0.0}. */
    static final String VERSION = readVersion();

    private Library() {}

    private static String readVersion() {
        try (InputStream in = Library.class.getResourceAsStream("library.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("reading the library's own version", e);
        }
    }
}
