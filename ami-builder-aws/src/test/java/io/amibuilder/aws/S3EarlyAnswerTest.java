package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.rootfs.Rootfs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S3 may refuse a large upload from its headers alone, and hang up while the body is still being sent. */
class S3EarlyAnswerTest {
    private static final int BODY_BYTES = 16 * 1024 * 1024; // more than every socket buffer on the way

    @Test
    void aLargeRootfsThatIsThereAlreadyIsNotSentOnlyToBeRefused(@TempDir Path directory) throws Exception {
        Rootfs rootfs = Rootfs.read(Files.write(directory.resolve("fs.tgz"), new byte[BODY_BYTES]));
        List<String> requests = new CopyOnWriteArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                S3ArtifactStore store = S3ArtifactStore.builder("s3://bucket/pre/")
                        .region("eu-west-1")
                        .endpoint(URI.create("http://127.0.0.1:" + server.getLocalPort()))
                        .credentials(AwsServer.CREDENTIALS)
                        .pathStyle(true)
                        .build()) {
            Thread answers = new Thread(() -> serve(server, rootfs, requests));
            answers.setDaemon(true);
            answers.start();

            store.put(store.locate(rootfs.digest()), rootfs);
        }
        assertThat(requests).as("nothing is sent").containsExactly("HEAD");
    }

    private static void serve(ServerSocket server, Rootfs rootfs, List<String> requests) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                String method = readHeaders(socket).split(" ", 2)[0];
                requests.add(method);
                String answer = method.equals("HEAD")
                        ? "HTTP/1.1 200 OK\r\nContent-Length: " + rootfs.sizeBytes() + "\r\nx-amz-meta-sha256: "
                                + rootfs.digest() + "\r\nConnection: close\r\n\r\n"
                        : "HTTP/1.1 412 Precondition Failed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // the client hung up, or the test is over
            }
        }
    }

    private static String readHeaders(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII), 1);
        String first = in.readLine();
        for (String line = first; line != null && !line.isEmpty(); line = in.readLine()) {
            // to the end of the headers, and no further
        }
        return String.valueOf(first);
    }
}
