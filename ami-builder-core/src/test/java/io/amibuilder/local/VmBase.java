package io.amibuilder.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.amibuilder.RealTools;
import io.amibuilder.cloud.BaseImage;
import java.nio.file.Files;
import java.nio.file.Path;

/** The disk that real bakes start from: made by make-base-image.sh of the examples, and given by -Dami.vm.base. */
final class VmBase {
    private VmBase() {}

    static Path file() {
        RealTools.require("qemu-system-x86_64", "qemu-img", "socat");
        String given = System.getProperty("ami.vm.base", "");
        boolean prepared = !given.isEmpty() && Files.isRegularFile(Path.of(given));
        String reason = "a base image made by ami-builder-examples/src/vm/make-base-image.sh must be at -Dami.vm.base";
        if (Boolean.getBoolean("ami.ci")) {
            assertThat(prepared).as(reason).isTrue();
        }
        assumeTrue(prepared, reason);
        return Path.of(given);
    }

    static BaseImage image() {
        return BaseImage.file(file());
    }
}
