package io.amibuilder.event;

import io.amibuilder.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** One JSON object a line in UTF-8, written whole and at once. */
final class JsonLinesListener implements BuildListener {
    private final OutputStream out;

    JsonLinesListener(OutputStream out) {
        this.out = out;
    }

    @Override
    public synchronized void on(BuildEvent event) {
        try {
            out.write((Json.compact(EventFields.of(event)) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing a build event as a line of JSON", e);
        }
    }
}
