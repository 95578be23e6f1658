package io.amibuilder.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.cloud.InstanceId;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a guest is told over HTTP, as the EC2 user guide describes it ("Use IMDSv2", "Instance metadata categories"). */
class MetadataServiceTest {
    private static final String ID = "i-00000000000000001";
    private static final byte[] USERDATA = {0x1f, (byte) 0x8b, 0, (byte) 0xff};

    @TempDir
    private Path directory;

    private MetadataService service;

    @BeforeEach
    void start() throws IOException {
        Path userdata = Files.write(directory.resolve("user-data"), USERDATA);
        LocalStore store = new LocalStore(Files.createDirectory(directory.resolve("store")));
        Files.writeString(directory.resolve("store/rootfs.tgz"), "rootfs");
        service = new MetadataService(ID, 0, userdata, store);
        Tools tools = new Tools(Path.of("qemu"), Path.of("qemu-img"), Path.of("socat"), Path.of("setsid"));
        Machine machine = new Machine(tools, Accelerator.SOFTWARE, 1024, 2, DataSource.EC2, GuestNetwork.RESTRICTED);
        service.answer(new MetadataTree(
                new InstanceDescription(
                        new InstanceId(ID), "ami-1", "", Instant.EPOCH, service.port(), Map.of(), Map.of()),
                machine));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void nothingIsToldWithoutAToken() throws Exception {
        assertThat(get("/latest/user-data", "none").status()).isEqualTo(401);
        assertThat(get("/latest/meta-data/instance-id", "none").status()).isEqualTo(401);
        assertThat(put("/latest/api/token").status())
                .as("a token needs a lifetime")
                .isEqualTo(400);
    }

    @Test
    void withATokenTheGuestLearnsWhoItIsAndWhatToDo() throws Exception {
        String token = token();
        assertThat(get("/2021-03-23/user-data", token).body()).isEqualTo(USERDATA);
        assertThat(get("/latest/meta-data/instance-id", token).text()).isEqualTo(ID);
        assertThat(get("/latest/meta-data/", token).text().lines()).contains("instance-id", "network/", "placement/");
        assertThat(get("/latest/meta-data/network/interfaces/macs/", token).text())
                .isEqualTo("02:00:00:00:00:01/");
        assertThat(get("/latest/dynamic/instance-identity/document", token).text())
                .contains("\"instanceId\": \"" + ID + "\"");
        assertThat(get("/latest/meta-data/public-keys/", token).status()).isEqualTo(404);
    }

    @Test
    void theStoreServesItsFilesAndTakesReportsAndNothingElse() throws Exception {
        assertThat(get("/ami-builder/rootfs.tgz", "none").text()).isEqualTo("rootfs");
        assertThat(get("/ami-builder/..%2fuser-data", "none").status()).isEqualTo(404);
        assertThat(put("/ami-builder/reports/b-1.log").status()).isEqualTo(200);
        assertThat(directory.resolve("store/reports/b-1.log")).hasContent("said");
        assertThat(put("/ami-builder/rootfs.tgz").status()).isEqualTo(404);
        assertThat(put("/ami-builder/reports/..%2frootfs.tgz").status()).isEqualTo(404);
        assertThat(directory.resolve("store/rootfs.tgz")).hasContent("rootfs");
    }

    @Test
    void anotherProcessCanTellThatItAnswers() {
        assertThat(MetadataService.answers(ID, service.port())).isTrue();
        assertThat(MetadataService.answers("i-00000000000000002", service.port()))
                .isFalse();
    }

    @Test
    void aClosedServiceGivesItsPortBackWhetherItHasAnsweredOrNot() throws IOException {
        LocalStore store = new LocalStore(directory.resolve("store"));
        MetadataService silent = new MetadataService(ID, 0, directory.resolve("user-data"), store);
        for (MetadataService each : List.of(service, silent)) {
            int port = each.port();
            each.close();
            try (ServerSocket next = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertThat(next.getLocalPort()).isEqualTo(port);
            }
        }
    }

    private String token() throws IOException {
        Answer answer = ask("PUT", "/latest/api/token", Map.of("X-aws-ec2-metadata-token-ttl-seconds", "21600"));
        assertThat(answer.lifetime()).isEqualTo("21600");
        return answer.text();
    }

    private Answer get(String path, String token) throws IOException {
        return ask("GET", path, Map.of("X-aws-ec2-metadata-token", token));
    }

    private Answer put(String path) throws IOException {
        return ask("PUT", path, Map.of());
    }

    private Answer ask(String method, String path, Map<String, String> headers) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + service.port() + path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setRequestMethod(method);
        headers.forEach(connection::setRequestProperty);
        if (method.equals("PUT")) {
            connection.setDoOutput(true);
            connection.getOutputStream().write("said".getBytes(StandardCharsets.US_ASCII));
        }
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : InputStream.nullInputStream()) {
            return new Answer(
                    status, in.readAllBytes(), connection.getHeaderField("X-aws-ec2-metadata-token-ttl-seconds"));
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares answers
    private record Answer(int status, byte[] body, String lifetime) {
        String text() {
            return new String(body, StandardCharsets.US_ASCII);
        }
    }
}
