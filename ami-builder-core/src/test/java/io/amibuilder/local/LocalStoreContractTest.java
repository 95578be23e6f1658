package io.amibuilder.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.amibuilder.storage.ArtifactStore;
import io.amibuilder.testing.ArtifactStoreContract;
import io.amibuilder.testing.StoreSubject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreContractTest {
    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> theStoreOfALocalCloudKeepsIt() {
        LocalStore store = new LocalStore(directory);
        return ArtifactStoreContract.checks(() -> new Subject(store)).stream()
                .map(check -> dynamicTest(check.name(), check::run));
    }

    /** Asks as the service does that a guest talks to, at an address that only a guest reaches. */
    private record Subject(LocalStore local) implements StoreSubject {
        @Override
        public ArtifactStore store() {
            return local;
        }

        @Override
        public byte[] fetch(URI link) throws IOException {
            return Files.readAllBytes(local.served(name(link)).orElseThrow());
        }

        @Override
        public void upload(URI link, String content) throws IOException {
            assertThat(local.receive(name(link), new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8))))
                    .isTrue();
        }

        private static String name(URI link) {
            assertThat(link.getPath()).startsWith(LocalStore.PATH);
            return link.getPath().substring(LocalStore.PATH.length());
        }
    }
}
