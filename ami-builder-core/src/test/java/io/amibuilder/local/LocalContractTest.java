package io.amibuilder.local;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.amibuilder.RealTools;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.testing.CloudProviderContract;
import io.amibuilder.testing.ContractSubject;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.userdata.UserPart;
import io.amibuilder.userdata.Userdata;
import io.amibuilder.userdata.UserdataCompiler;
import io.amibuilder.wait.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Real machines, whose guest is a boot sector that knows the word that its user-data would make a Debian say. */
class LocalContractTest {
    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> theLocalCloudKeepsIt() {
        RealTools.require("qemu-system-x86_64", "qemu-img", "socat");
        String word = "@@ami-builder:" + Subject.USERDATA.nonce().orElseThrow() + ":succeeded@@\r\n";
        Path guest = BootSector.POWERS_OFF.write(directory.resolve("guest.raw"), word.repeat(3));
        return CloudProviderContract.checks(() -> new Subject(directory.resolve("cloud"), guest)).stream()
                .map(check -> dynamicTest(check.name(), check::run));
    }

    private static final class Subject implements ContractSubject {
        static final Userdata USERDATA = UserdataCompiler.compile(
                        List.of(UserPart.of("10_a.sh", "#!/bin/sh\ntrue\n")),
                        Optional.empty(),
                        CompileOptions.defaults())
                .userdata();

        private final LocalCloud cloud;
        private final Path guest;

        Subject(Path state, Path guest) {
            this.cloud = LocalCloud.builder(state)
                    .acceleration(Acceleration.SOFTWARE)
                    .memoryMiB(128)
                    .build();
            this.guest = guest;
        }

        @Override
        public CloudProvider provider() {
            return cloud;
        }

        @Override
        public Time time() {
            return Time.system();
        }

        @Override
        public Userdata userdata() {
            return USERDATA;
        }

        @Override
        public BaseImage baseImage() {
            return BaseImage.file(guest);
        }

        @Override
        public BaseImage missingImage() {
            return BaseImage.file(guest.resolveSibling("missing.raw"));
        }

        @Override
        public void keepVolumeOf(InstanceId instance) {
            cloud.keepVolumeOf(instance);
        }

        @Override
        public Duration patience() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration pause() {
            return Duration.ofMillis(50);
        }

        @Override
        public void close() {
            cloud.close();
        }
    }
}
