package io.amibuilder.ec2server;

import com.sun.net.httpserver.HttpExchange;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.testing.InMemoryArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** S3's PUT, HEAD, GET and DELETE of objects, and uploads in parts, addressed by path, in front of the bucket that simulated instances reach. */
final class S3Api {
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;
    private static final int EXISTS = 412;
    private static final Set<String> BUCKETS = Set.of("/bucket", "/my-bucket");
    private static final String DIGEST = "x-amz-meta-sha256";

    private final InMemoryArtifactStore bucket;
    private final S3Uploads uploads = new S3Uploads();
    private final Map<String, String> digests = new ConcurrentHashMap<>();

    S3Api(InMemoryArtifactStore bucket) {
        this.bucket = bucket;
    }

    void answer(HttpExchange exchange, byte[] body) throws IOException {
        String uri = "s3:/" + exchange.getRequestURI().getPath();
        Optional<byte[]> found = bucket.fetch(uri);
        if (S3Uploads.isPart(exchange)) {
            uploads.answer(exchange, digest(exchange), body, (digest, content) -> {
                put(uri, content);
                digests.put(uri, digest);
            });
        } else if (exchange.getRequestMethod().equals("PUT")) {
            boolean onlyIfMissing = exchange.getRequestHeaders().containsKey("If-None-Match");
            if (onlyIfMissing && found.isPresent()) {
                Ec2Server.send(exchange, EXISTS, new byte[0]);
                return;
            }
            put(uri, body);
            digests.put(uri, digest(exchange));
            Ec2Server.send(exchange, OK, new byte[0]);
        } else if (exchange.getRequestMethod().equals("DELETE")) {
            bucket.delete(new RootfsLocation(uri));
            Ec2Server.send(exchange, NO_CONTENT, new byte[0]);
        } else if (found.isEmpty() && !BUCKETS.contains(exchange.getRequestURI().getPath())) {
            Ec2Server.send(exchange, NOT_FOUND, new byte[0]);
        } else {
            exchange.getResponseHeaders().set(DIGEST, digests.getOrDefault(uri, ""));
            Ec2Server.send(exchange, OK, found.orElse(new byte[0]));
        }
    }

    /** Lets no upload in parts end well from now on. */
    void completeNone() {
        uploads.completeNone();
    }

    private static String digest(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestHeaders().getFirst(DIGEST));
    }

    private void put(String uri, byte[] body) throws IOException {
        Path file = Files.createTempFile("ec2server", ".tgz");
        try (Rootfs rootfs = Rootfs.read(Files.write(file, body))) {
            bucket.put(new RootfsLocation(uri), rootfs);
        } finally {
            Files.delete(file);
        }
    }
}
