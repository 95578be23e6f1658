package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.error.Finding;
import java.io.File;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A class path as most users have it: without the optional client. */
class WithoutServiceQuotasTest {
    @Test
    @SuppressWarnings("unchecked") // of another class loader
    void thePreflightNamesTheMissingClientAndChecksTheRest() throws Exception {
        try (Ec2Server server = new Ec2Server();
                URLClassLoader loader = new Lean()) {
            Function<URI, List<String>> preflight = (Function<URI, List<String>>)
                    loader.loadClass(Preflight.class.getName()).getConstructor().newInstance();

            assertThat(preflight.apply(server.uri()))
                    .anySatisfy(finding -> assertThat(finding)
                            .startsWith("warning: quota: could not be checked")
                            .contains("Service Quotas", "software.amazon.awssdk:servicequotas"))
                    .anySatisfy(finding -> assertThat(finding).startsWith("error: key pair other"))
                    .hasSize(2);
        }
    }

    /** Runs in the other class loader. */
    public static final class Preflight implements Function<URI, List<String>> {
        @Override
        public List<String> apply(URI endpoint) {
            try (AwsCloudProvider provider = AwsCloudProvider.builder()
                    .region("eu-west-1")
                    .endpoint(endpoint)
                    .credentials(AwsServer.CREDENTIALS)
                    .keyPair("other")
                    .build()) {
                return provider.preflight(PreflightOverHttpTest.REQUEST).stream()
                        .map(Finding::toString)
                        .toList();
            }
        }
    }

    /** This class path once more, but for one artifact. */
    private static final class Lean extends URLClassLoader {
        Lean() {
            super(
                    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                            .filter(entry ->
                                    !Path.of(entry).getFileName().toString().startsWith("servicequotas-"))
                            .map(Lean::url)
                            .toArray(URL[]::new),
                    ClassLoader.getPlatformClassLoader());
        }

        private static URL url(String entry) {
            try {
                return Path.of(entry).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
