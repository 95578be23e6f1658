package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiBuildBuilder;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.ec2server.Check;
import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.SimulatedCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One kind of build, run against a server that notes what AWS would ask IAM. */
final class WatchedBuild {
    static final int SPEED = 400;
    static final String REGION = "eu-west-1";

    private final String name;
    private UnaryOperator<SimulatedCloud.Builder> faults = UnaryOperator.identity();
    private Consumer<Ec2Server> server = ready -> {};
    private UnaryOperator<AwsCloudProviderBuilder> provider = UnaryOperator.identity();
    private UnaryOperator<S3ArtifactStoreBuilder> store = UnaryOperator.identity();
    private UnaryOperator<AwsPublisherBuilder> publisher = UnaryOperator.identity();
    private BiFunction<AmiBuildBuilder, Around, AmiBuildBuilder> build = (plain, around) -> plain;
    private boolean fails;

    /** What a build may use beside its provider. */
    record Around(S3ArtifactStore store, AwsPublisher publisher) {}

    record Outcome(PolicyEvaluator policy, List<Check> checks) {}

    private WatchedBuild(String name) {
        this.name = name;
    }

    static WatchedBuild named(String name) {
        return new WatchedBuild(name);
    }

    WatchedBuild failing() {
        fails = true;
        return this;
    }

    WatchedBuild faults(UnaryOperator<SimulatedCloud.Builder> how) {
        faults = how;
        return this;
    }

    WatchedBuild server(Consumer<Ec2Server> how) {
        server = how;
        return this;
    }

    WatchedBuild provider(UnaryOperator<AwsCloudProviderBuilder> how) {
        provider = how;
        return this;
    }

    WatchedBuild store(UnaryOperator<S3ArtifactStoreBuilder> how) {
        store = how;
        return this;
    }

    WatchedBuild publisher(UnaryOperator<AwsPublisherBuilder> how) {
        publisher = how;
        return this;
    }

    WatchedBuild build(BiFunction<AmiBuildBuilder, Around, AmiBuildBuilder> how) {
        build = how;
        return this;
    }

    Outcome run() {
        return watch((bake, ready) -> {
            Throwable failure = catchThrowable(bake::run);
            assertThat(failure instanceof AmiBuilderException)
                    .as(name + ": " + failure)
                    .isEqualTo(fails);
            return PolicyEvaluator.of(IamPolicies.forBuild(bake));
        });
    }

    Outcome preflight() {
        return watch((bake, ready) -> {
            assertThat(bake.preflight().errors()).as(name).isEmpty();
            return PolicyEvaluator.of(IamPolicies.forPreflight(bake)).and(IamPolicies.forBuild(bake));
        });
    }

    private Outcome watch(BiFunction<AmiBuild, Ec2Server, PolicyEvaluator> act) {
        try (Ec2Server ready = new Ec2Server(SPEED, faults);
                AwsCloudProvider cloud = provider.apply(AwsCloudProvider.builder()
                                .region(REGION)
                                .endpoint(ready.uri())
                                .credentials(AwsServer.CREDENTIALS))
                        .build();
                S3ArtifactStore bucket = store.apply(S3ArtifactStore.builder("s3://bucket/ami/")
                                .region(REGION)
                                .endpoint(ready.uri())
                                .credentials(AwsServer.CREDENTIALS)
                                .pathStyle(true))
                        .build();
                AwsPublisher to = publisher
                        .apply(AwsPublisher.builder()
                                .region(REGION)
                                .endpoint(ready.uri())
                                .credentials(AwsServer.CREDENTIALS))
                        .build()) {
            server.accept(ready);
            AmiBuild bake = build.apply(
                            AmiBuild.builder()
                                    .source(AmiSource.builder()
                                            .install("#!/bin/sh\ntrue\n")
                                            .build())
                                    .name("agent")
                                    .version("1")
                                    .baseImage(BaseImage.nameTag("base"))
                                    .provider(cloud)
                                    .time(ready.time()),
                            new Around(bucket, to))
                    .build();
            PolicyEvaluator policy = act.apply(bake, ready);
            return new Outcome(policy, new ArrayList<>(ready.checks()));
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
