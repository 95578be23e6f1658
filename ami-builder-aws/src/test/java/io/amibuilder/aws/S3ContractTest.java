package io.amibuilder.aws;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.amibuilder.storage.ArtifactStore;
import io.amibuilder.testing.ArtifactStoreContract;
import io.amibuilder.testing.StoreSubject;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The S3 store under the contract of all stores, on a real S3 server, whose links are followed. */
class S3ContractTest {
    @RegisterExtension
    static final S3Server SERVER = new S3Server();

    @TestFactory
    Stream<DynamicTest> aPrefixKeepsIt() {
        return tests("s3://bucket/contract/");
    }

    @TestFactory
    Stream<DynamicTest> anExactKeyKeepsIt() {
        return tests("s3://bucket/contract.tgz");
    }

    private static Stream<DynamicTest> tests(String location) {
        return ArtifactStoreContract.checks(
                        () -> new Subject(SERVER.store(location).build()))
                .stream()
                .map(check -> dynamicTest(check.name(), check::run));
    }

    private record Subject(S3ArtifactStore s3) implements StoreSubject {
        @Override
        public ArtifactStore store() {
            return s3;
        }

        @Override
        public void close() {
            s3.close();
        }
    }
}
