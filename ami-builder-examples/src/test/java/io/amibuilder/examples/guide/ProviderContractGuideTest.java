package io.amibuilder.examples.guide;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.amibuilder.CompiledAmi;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.CloudProviderContract;
import io.amibuilder.testing.ContractSubject;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import io.amibuilder.userdata.Userdata;
import io.amibuilder.wait.Time;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A provider under its contract, to be copied. See docs/testing.md. */
class ProviderContractGuideTest {
    // begins
    @TestFactory
    Stream<DynamicTest> ourProviderKeepsTheContract() {
        return CloudProviderContract.checks(OurCloud::new).stream().map(check -> dynamicTest(check.name(), check::run));
    }

    private static final class OurCloud implements ContractSubject {
        private static final BaseImage MISSING = BaseImage.name("no-such-image");

        private final VirtualTime time = new VirtualTime();
        private final SimulatedCloud cloud = // yours instead, in Time.system()
                SimulatedCloud.builder(time).missing(MISSING).build();

        @Override
        public CloudProvider provider() {
            return cloud;
        }

        @Override
        public Time time() {
            return time;
        }

        @Override
        public Userdata userdata() {
            return CompiledAmi.compile(AmiSource.builder()
                            .part("10_nothing.sh", "#!/bin/sh\n")
                            .build())
                    .userdata();
        }

        @Override
        public BaseImage baseImage() {
            return BaseImage.name("our-base");
        }

        @Override
        public BaseImage missingImage() {
            return MISSING;
        }

        @Override
        public void keepVolumeOf(InstanceId instance) {
            cloud.keepVolumeOf(instance);
        }
    }
    // ends
}
