package io.amibuilder.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.amibuilder.rootfs.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one guest reaches at 169.254.169.254: its metadata and user-data, for which it needs a session token as with IMDSv2,
 * and the store. It listens on the loopback alone.
 */
final class MetadataService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MetadataService.class);
    private static final String TOKEN_PATH = "/latest/api/token";
    private static final String LIFETIME = "X-aws-ec2-metadata-token-ttl-seconds";
    private static final String TOKEN = "X-aws-ec2-metadata-token";
    private static final int PROBE_MILLIS = 2000; // on the loopback that is long
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final HttpServer server;
    private final Path userdata;
    private final LocalStore store;
    private final String token;
    private volatile Optional<MetadataTree> tree = Optional.empty();

    /** Listens at this port of the loopback, 0 for any that is free. */
    MetadataService(String id, int port, Path userdata, LocalStore store) throws IOException {
        this.userdata = userdata;
        this.store = store;
        this.token = token(id);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::handle);
    }

    /** Whether such a service answers at this port already, in whichever process; one that is busy is taken for one. */
    static boolean answers(String id, int port) {
        try {
            URI uri =
                    URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port + TOKEN_PATH);
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(PROBE_MILLIS);
            connection.setReadTimeout(PROBE_MILLIS);
            connection.setRequestMethod("PUT");
            connection.setRequestProperty(LIFETIME, "1");
            try (InputStream in = connection.getInputStream()) {
                byte[] expected = token(id).getBytes(StandardCharsets.US_ASCII);
                return Arrays.equals(in.readNBytes(expected.length + 1), expected);
            } finally {
                connection.disconnect();
            }
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String token(String id) {
        return Sha256.of(id).hex();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Begins to answer. */
    void answer(MetadataTree content) {
        tree = Optional.of(content);
        start();
    }

    /** On a thread that keeps no JVM alive: the server's thread is a daemon if its maker's is. */
    private void start() {
        Thread starter = new Thread(server::start, "ami-metadata-" + port());
        starter.setDaemon(true);
        starter.start();
        try {
            starter.join(); // to be closed before it has started would leave it at its port
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isAnswering() {
        return tree.isPresent();
    }

    @Override
    public void close() {
        if (!isAnswering()) {
            start(); // only a server that was started gives its port back
        }
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.startsWith(LocalStore.PATH)) {
                answerStore(exchange, path.substring(LocalStore.PATH.length()));
            } else if (exchange.getRequestMethod().equals("PUT")) {
                answerToken(exchange, path);
            } else if (!token.equals(exchange.getRequestHeaders().getFirst(TOKEN))) {
                send(exchange, UNAUTHORIZED, new byte[0]);
            } else {
                answerMetadata(exchange, path.replaceFirst("^/[^/]*/?", "")); // whatever the version
            }
        } catch (RuntimeException e) {
            LOG.warn("the metadata service could not answer {}", exchange.getRequestURI(), e);
        }
    }

    private void answerToken(HttpExchange exchange, String path) throws IOException {
        if (!path.equals(TOKEN_PATH)) {
            send(exchange, NOT_FOUND, new byte[0]);
        } else if (!exchange.getRequestHeaders().containsKey(LIFETIME)) {
            send(exchange, BAD_REQUEST, new byte[0]);
        } else {
            exchange.getResponseHeaders()
                    .set(LIFETIME, exchange.getRequestHeaders().getFirst(LIFETIME));
            send(exchange, OK, token.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void answerMetadata(HttpExchange exchange, String path) throws IOException {
        if (path.equals("user-data")) {
            send(exchange, OK, Files.readAllBytes(userdata));
            return;
        }
        Optional<String> text = tree.flatMap(content -> content.text(path));
        send(exchange, text.isPresent() ? OK : NOT_FOUND, text.orElse("").getBytes(StandardCharsets.UTF_8));
    }

    private void answerStore(HttpExchange exchange, String name) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            boolean kept = store.receive(name, exchange.getRequestBody());
            send(exchange, kept ? OK : NOT_FOUND, new byte[0]);
            return;
        }
        Optional<Path> file = store.served(name);
        if (file.isEmpty()) {
            send(exchange, NOT_FOUND, new byte[0]);
            return;
        }
        exchange.sendResponseHeaders(OK, Files.size(file.get()));
        try (InputStream in = Files.newInputStream(file.get());
                OutputStream out = exchange.getResponseBody()) {
            in.transferTo(out);
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.getResponseHeaders().set("Connection", "close"); // one connection is one process of socat's
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
