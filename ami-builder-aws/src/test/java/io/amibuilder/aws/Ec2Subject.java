package io.amibuilder.aws;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.ec2server.Ec2Server;
import io.amibuilder.testing.ContractSubject;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.userdata.UserPart;
import io.amibuilder.userdata.Userdata;
import io.amibuilder.userdata.UserdataCompiler;
import io.amibuilder.wait.Time;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The provider in front of a stateful EC2 on the loopback. */
final class Ec2Subject implements ContractSubject {
    private static final int SPEED = 200;
    // Each takes 5 s of the cloud's time: the guest must not be done before the first stop arrives
    private static final int STEPS = 40;

    private final Ec2Server server = new Ec2Server(SPEED, UnaryOperator.identity());
    private final AwsCloudProvider provider = AwsCloudProvider.builder()
            .region("eu-west-1")
            .endpoint(server.uri())
            .credentials(AwsServer.CREDENTIALS)
            .build();

    Ec2Server server() {
        return server;
    }

    @Override
    public AwsCloudProvider provider() {
        return provider;
    }

    @Override
    public Time time() {
        return server.time();
    }

    @Override
    public Userdata userdata() {
        List<UserPart> parts = IntStream.range(10, 10 + STEPS)
                .mapToObj(number -> UserPart.of(number + "_a.sh", "#!/bin/sh\ntrue\n"))
                .toList();
        return UserdataCompiler.compile(parts, Optional.empty(), CompileOptions.defaults())
                .userdata();
    }

    @Override
    public BaseImage baseImage() {
        return BaseImage.name("linux-base");
    }

    @Override
    public BaseImage missingImage() {
        return BaseImage.name("no-such-image");
    }

    @Override
    public void keepVolumeOf(InstanceId instance) {
        server.keepVolumeOf(instance);
    }

    @Override
    public Set<String> secrets() {
        return Set.of("AKIDEXAMPLE", "not-a-secret");
    }

    @Override
    public void close() {
        provider.close();
        List<InstanceId> left = server.left();
        server.close();
        if (!left.isEmpty()) {
            throw new AssertionError("a check must remove what it made, but left " + left);
        }
    }
}
