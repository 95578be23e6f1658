package io.amibuilder.examples;

import io.amibuilder.AmiResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file by which the next job learns of the image; a shell can read it. */
final class AmiFile {
    private AmiFile() {}

    /** An earlier build's answer must not be taken for this one's, should this one fail. */
    static void remove(Path file) {
        try {
            if (Files.isRegularFile(file)) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("removing the earlier '" + file + "'", e);
        }
    }

    static void write(Path file, AmiResult image) {
        String text = "AMINAME=" + quoted(image.imageName()) + "\nAMIID="
                + quoted(image.image().value()) + "\n";
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "image " + image.image() + " named " + image.imageName() + " is available, but writing '" + file
                            + "' failed",
                    e);
        }
    }

    /** EC2 allows parentheses and quotes in names, a shell does not. */
    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9._/@-]*") ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
