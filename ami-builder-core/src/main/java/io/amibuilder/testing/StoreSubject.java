package io.amibuilder.testing;

import io.amibuilder.storage.ArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A store under test and what the tests need to know of it. Each check gets a new one, in which nothing is stored yet, and
 * closes it.
 */
public interface StoreSubject extends AutoCloseable {
    /** {@return the store; the same at every call} */
    ArtifactStore store();

    /**
     * {@return what a guest gets that fetches a link of the store; by default over HTTP}
     *
     * @param link a link or place of the store
     * @throws IOException when it cannot be fetched
     */
    default byte[] fetch(URI link) throws IOException {
        try (InputStream in = link.toURL().openStream()) {
            return in.readAllBytes();
        }
    }

    /**
     * Uploads as a guest does, to a link of the store; by default over HTTP, by PUT without further headers.
     *
     * @param link a link that the store has made for a report
     * @param content the whole report
     * @throws IOException when it cannot be uploaded
     */
    default void upload(URI link, String content) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) link.toURL().openConnection();
        connection.setRequestMethod("PUT");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "text/plain"); // or Java claims that it is a form
        try (OutputStream out = connection.getOutputStream()) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        if (connection.getResponseCode() / 100 != 2) {
            throw new IOException("an upload must be answered with a status of 200 to 299, but was with "
                    + connection.getResponseCode());
        }
    }

    /** Ends what was begun for this subject. Does nothing by default. */
    @Override
    default void close() {}
}
