package io.amibuilder.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiResult;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProviderGuideTest {
    private static final BaseImage BASE = BaseImage.nameTag("base");

    private final VirtualTime time = new VirtualTime();
    private final SimulatedCloud cloud = SimulatedCloud.in(time);

    @Test
    void anApprovedImageIsBakedFrom() {
        AmiResult result = build(Set.of(cloud.resolve(BASE).id())).run();

        assertThat(cloud.left()).isEmpty();
        assertThat(cloud.image(result.imageName())).isPresent();
    }

    @Test
    void anotherOneIsRefusedBeforeAnythingIsLaunched() {
        AmiBuild build = build(Set.of(new ImageId("ami-approved")));

        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(build::run)
                .withMessageContaining("the base image must be an approved one, but was ami-");
        assertThat(cloud.left()).isEmpty();
    }

    private AmiBuild build(Set<ImageId> approved) {
        return AmiBuild.builder()
                .source(AmiSource.builder().part("10_a.sh", "#!/bin/sh\ntrue\n").build())
                .name("n")
                .version("1")
                .baseImage(BASE)
                .provider(new ProviderGuide.ApprovedImages(cloud, approved))
                .time(time)
                .build();
    }
}
