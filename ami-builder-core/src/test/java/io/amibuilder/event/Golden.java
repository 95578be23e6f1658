package io.amibuilder.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Outputs as they were once looked at by a person. {@code -Dgolden.write=true} writes them anew, to be looked at again. */
final class Golden {
    private static final Path DIRECTORY = Path.of("src/test/resources/io/amibuilder/event");

    private Golden() {}

    static void require(String name, String text) throws IOException {
        Path file = DIRECTORY.resolve(name);
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(DIRECTORY);
            Files.writeString(file, text);
        }
        assertThat(text).as("%s; -Dgolden.write=true writes it anew", file).isEqualTo(Files.readString(file));
    }
}
