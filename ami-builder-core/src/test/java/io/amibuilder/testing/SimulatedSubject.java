package io.amibuilder.testing;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.userdata.UserPart;
import io.amibuilder.userdata.Userdata;
import io.amibuilder.userdata.UserdataCompiler;
import io.amibuilder.wait.Time;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The simulated cloud under the contract, or something in front of it. */
final class SimulatedSubject implements ContractSubject {
    private static final BaseImage MISSING = BaseImage.name("no-such-image");

    private final VirtualTime time = new VirtualTime();
    private final SimulatedCloud cloud =
            SimulatedCloud.builder(time).missing(MISSING).build();
    private final CloudProvider provider;

    SimulatedSubject(BiFunction<SimulatedCloud, Time, CloudProvider> front) {
        provider = front.apply(cloud, time);
    }

    @Override
    public CloudProvider provider() {
        return provider;
    }

    @Override
    public Time time() {
        return time;
    }

    @Override
    public Userdata userdata() {
        return UserdataCompiler.compile(
                        List.of(UserPart.of("10_a.sh", "#!/bin/sh\ntrue\n")),
                        Optional.empty(),
                        CompileOptions.defaults())
                .userdata();
    }

    @Override
    public BaseImage baseImage() {
        return BaseImage.id("ami-0");
    }

    @Override
    public BaseImage missingImage() {
        return MISSING;
    }

    @Override
    public void keepVolumeOf(InstanceId instance) {
        cloud.keepVolumeOf(instance);
    }

    @Override
    public void close() {
        if (!cloud.left().isEmpty()) {
            throw new AssertionError("a check must remove what it made, but left " + cloud.left());
        }
    }
}
