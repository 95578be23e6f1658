package io.amibuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.PreflightRequest;
import io.amibuilder.error.Finding;
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.publish.Publisher;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.rootfs.Sha256;
import io.amibuilder.source.AmiSource;
import io.amibuilder.source.SourceLayoutException;
import io.amibuilder.storage.ArtifactStore;
import io.amibuilder.testing.ForwardingCloud;
import io.amibuilder.testing.InMemoryArtifactStore;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.SimulatedPublisher;
import io.amibuilder.testing.VirtualTime;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreflightTest {
    private final VirtualTime time = new VirtualTime();
    private final List<PreflightRequest> asked = new ArrayList<>();
    private final SimulatedCloud cloud = SimulatedCloud.in(time);

    @Test
    void nothingFoundIsClean() {
        Preflight preflight = build(List.of())
                .storage(new InMemoryArtifactStore())
                .publish(SimulatedPublisher.in(time).place("eu-central-1", Duration.ZERO))
                .build()
                .preflight();

        assertThat(preflight.isClean()).isTrue();
        assertThat(preflight.errors()).isEmpty();
        assertThat(preflight.plan().calls()).hasSize(4);
        assertThat(preflight.toString())
                .contains("4. copy the image to eu-central-1")
                .endsWith("\nnothing was found that would fail");
        assertThat(asked).singleElement().satisfies(request -> {
            assertThat(request.name()).isEqualTo("agent");
            assertThat(request.version()).isEqualTo("1.0");
            assertThat(request.baseImage()).isEqualTo(BaseImage.id("ami-0"));
            assertThat(request.userdata().nonce()).isPresent();
        });
        assertThat(time.elapsed()).isZero();
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void everythingThatIsFoundAnywhereIsToldErrorsFirst() {
        Finding quota = Finding.warning("quota", "could not be read", "allow servicequotas:GetServiceQuota");
        Finding subnet = Finding.error("subnet subnet-1", "does not exist", "give another");
        Finding bucket = Finding.error("bucket b", "does not exist", "create it");
        Finding key = Finding.error("key k", "is disabled", "enable it");

        Preflight preflight = build(List.of(quota, subnet))
                .storage(store(bucket))
                .publish(publisher(key))
                .build()
                .preflight();

        assertThat(preflight.findings()).containsExactly(subnet, bucket, key, quota);
        assertThat(preflight.errors()).containsExactly(subnet, bucket, key);
        assertThat(preflight.isClean()).isFalse();
        assertThat(preflight.toString())
                .startsWith("user-data of ")
                .contains("\nerror: subnet subnet-1: does not exist; give another\n")
                .endsWith("\nwarning: quota: could not be read; allow servicequotas:GetServiceQuota");
    }

    @Test
    void aSourceThatDoesNotCompileIsAsWrongAsEver() {
        assertThatExceptionOfType(SourceLayoutException.class)
                .isThrownBy(() -> build(List.of())
                        .source(Path.of("no-such-directory"))
                        .build()
                        .preflight());
        assertThatExceptionOfType(SourceLayoutException.class)
                .isThrownBy(() -> build(List.of())
                        .smokeTest(SmokeTest.source(Path.of("no-such-directory")))
                        .build()
                        .preflight());
        assertThat(asked).isEmpty();
    }

    private AmiBuildBuilder build(List<Finding> found) {
        CloudProvider provider = new ForwardingCloud(cloud) {
            @Override
            public List<Finding> preflight(PreflightRequest request) {
                asked.add(request);
                return found;
            }
        };
        return AmiBuild.builder()
                .source(AmiSource.builder()
                        .part("10_hello.sh", "#!/bin/sh\necho hello\n")
                        .build())
                .name("agent")
                .version("1.0")
                .baseImage(BaseImage.id("ami-0"))
                .provider(provider)
                .time(time);
    }

    private static Publisher publisher(Finding found) {
        return new Publisher() {
            @Override
            public List<PublishTarget> publish(ImageStatus image) {
                throw new AssertionError("a preflight publishes nothing");
            }

            @Override
            public List<String> plan() {
                return List.of();
            }

            @Override
            public List<Finding> preflight() {
                return List.of(found);
            }
        };
    }

    private static ArtifactStore store(Finding found) {
        return new ArtifactStore() {
            @Override
            public RootfsLocation locate(Sha256 digest) {
                return new RootfsLocation("s3://b/");
            }

            @Override
            public boolean has(RootfsLocation location, Rootfs rootfs) {
                return false;
            }

            @Override
            public void put(RootfsLocation location, Rootfs rootfs) {
                throw new AssertionError("a preflight stores nothing");
            }

            @Override
            public Optional<URI> downloadLink(RootfsLocation location, Duration validity) {
                return Optional.empty();
            }

            @Override
            public List<Finding> preflight() {
                return List.of(found);
            }
        };
    }
}
