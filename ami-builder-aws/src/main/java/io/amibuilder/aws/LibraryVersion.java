package io.amibuilder.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this library, written by its build into a resource. */
final class LibraryVersion {
    static final String TEXT = read();

    private LibraryVersion() {}

    private static String read() {
        Properties properties = new Properties();
        try (InputStream in = LibraryVersion.class.getResourceAsStream("version.properties")) {
            if (in != null) { // a shaded jar may have lost it: no reason to fail a build
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading version.properties", e);
        }
        return properties.getProperty("version", "unknown");
    }
}
