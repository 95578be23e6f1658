package io.amibuilder.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a project gets that uses ami-builder-aws and excludes nothing itself, as this one does. */
class LeanIT {
    private static final Path LIB = Repository.MODULE.resolve("target/lib");
    /** By these files the AWS SDK finds its HTTP clients. */
    private static final List<String> SERVICES = List.of(
            "META-INF/services/software.amazon.awssdk.http.SdkHttpService",
            "META-INF/services/software.amazon.awssdk.http.async.SdkAsyncHttpService");

    @Test
    void thereIsOneHttpClientForTheSdk() throws IOException {
        assertThat(jars().filter(LeanIT::bringsAClient).map(LIB::relativize))
                .singleElement()
                .asString()
                .startsWith("url-connection-client-");
    }

    @Test
    void thereIsNoNettyAndNoHttpLibrary() throws IOException {
        assertThat(jars().map(jar -> jar.getFileName().toString()))
                .noneMatch(name -> name.matches("(netty|httpc|okhttp|aws-crt|jetty).*"));
    }

    @Test
    void whatIsOptionalIsNotThere() throws IOException {
        assertThat(jars().map(jar -> jar.getFileName().toString()))
                .noneMatch(name -> name.matches("(sqs|servicequotas|temporal|grpc|protobuf|guava|jackson)-.*"))
                .anyMatch(name -> name.matches("ec2-.*"));
    }

    private static Stream<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(LIB)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList().stream();
        }
    }

    private static boolean bringsAClient(Path jar) {
        try (JarFile open = new JarFile(jar.toFile())) {
            return SERVICES.stream().anyMatch(service -> open.getEntry(service) != null);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
