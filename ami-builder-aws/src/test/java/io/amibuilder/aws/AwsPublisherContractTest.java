package io.amibuilder.aws;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.amibuilder.AmiBuild;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.Query;
import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.publish.Publisher;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.PublisherContract;
import io.amibuilder.testing.PublisherSubject;
import io.amibuilder.wait.Time;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The AWS publisher under the contract of all publishers, over HTTP, on an EC2 with a memory. */
class AwsPublisherContractTest {
    private static final String HOME = "eu-west-1";
    private static final int SPEED = 300;

    @TestFactory
    Stream<DynamicTest> theAwsPublisherKeepsIt() {
        return PublisherContract.checks(Subject::new).stream().map(check -> dynamicTest(check.name(), check::run));
    }

    private static final class Subject implements PublisherSubject {
        private final Ec2Server server = new Ec2Server(SPEED, UnaryOperator.identity());
        private final ImageStatus image = baked();

        @Override
        public Publisher publisher() {
            return publishing().build();
        }

        @Override
        public Optional<Publisher> partlyFailing() {
            server.refuse("ap-south-1", "CopyImage");
            return Optional.of(publishing().copyTo("ap-south-1").build());
        }

        private AwsPublisherBuilder publishing() {
            return AwsPublisher.builder()
                    .region(HOME)
                    .endpoint(server.uri())
                    .credentials(AwsServer.CREDENTIALS)
                    .copyTo("us-east-1")
                    .shareWithAccounts("123456789012")
                    .parameter("/ami/{name}/{region}");
        }

        @Override
        public ImageStatus image() {
            return image;
        }

        private ImageStatus baked() {
            try (AwsCloudProvider provider = AwsCloudProvider.builder()
                    .region(HOME)
                    .endpoint(server.uri())
                    .credentials(AwsServer.CREDENTIALS)
                    .build()) {
                AmiBuild.builder()
                        .source(AmiSource.builder()
                                .part("10_a.sh", "#!/bin/sh\ntrue\n")
                                .build())
                        .name("agent")
                        .version("1.0")
                        .buildId("build-1")
                        .baseImage(BaseImage.name("linux-base"))
                        .provider(provider)
                        .time(server.time())
                        .build()
                        .run();
                return provider.images(Query.build("build-1")).get(0);
            }
        }

        @Override
        public Time time() {
            return server.time();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
