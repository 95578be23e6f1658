package io.amibuilder.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.AmiResult;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.Query;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Debian on a real virtual machine makes of our user-data, without any account. */
@Tag("vm")
class LocalBakeTest {
    @TempDir
    private Path directory;

    @Test
    void first() throws Exception {
        BaseImage base = VmBase.image();
        try (LocalCloud cloud = SampleBake.cloud(directory)) {
            AmiResult image = SampleBake.build(cloud, base, "b-1").build().run();
            assertThat(image.proved()).isTrue();
            assertThat(cloud.images(Query.build("b-1"))).hasSize(1);
        } finally {
            io.amibuilder.RealTools.run(directory, "sh", "-c", "rm -rf /tmp/scratch-local/first; cp -r . /tmp/scratch-local/first");
        }
    }
}
