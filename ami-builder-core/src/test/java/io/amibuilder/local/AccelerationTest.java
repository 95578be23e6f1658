package io.amibuilder.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.amibuilder.RealTools;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.ImageName;
import io.amibuilder.cloud.PreflightRequest;
import io.amibuilder.error.Finding;
import io.amibuilder.userdata.Userdata;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccelerationTest {
    @TempDir
    private Path directory;

    @Test
    void kvmThatIsDemandedWhereItDoesNotWorkIsAnErrorBeforeAnythingStarts() {
        RealTools.require("qemu-system-x86_64", "qemu-img", "socat");
        assumeThat(Accelerator.KVM.isUsable()).as("KVM works here").isFalse();
        Path base = BootSector.HANGS.write(directory.resolve("base.raw"), "hello");

        try (LocalCloud cloud = LocalCloud.builder(directory.resolve("cloud"))
                .acceleration(Acceleration.KVM)
                .build()) {
            assertThat(cloud.preflight(new PreflightRequest(
                            BaseImage.file(base), Userdata.of(new byte[] {1}), "n", "1", ImageName.DEFAULT)))
                    .filteredOn(found -> found.subject().equals("acceleration"))
                    .singleElement()
                    .satisfies(found -> {
                        assertThat(found.severity()).isEqualTo(Finding.Severity.ERROR);
                        assertThat(found.remedy()).contains("acceleration(AUTO)");
                    });
        }
    }
}
