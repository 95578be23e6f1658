package io.amibuilder.engine;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.BaseImageInfo;
import io.amibuilder.cloud.ImageName;
import io.amibuilder.cloud.Placement;
import io.amibuilder.rootfs.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/** The names, tokens and tags of what a build creates. They are the journal, so they depend on the request alone. */
final class Naming {
    // Room for the clean-up of a slow build before a sweeper may touch what is left of it
    private static final Duration SWEEP_MARGIN = Duration.ofHours(1);

    private final BakeRequest request;
    private final String providerSettings;

    Naming(BakeRequest request, String providerSettings) {
        this.request = request;
        this.providerSettings = providerSettings;
    }

    /** The same for every process that works on this build, another one for every attempt and placement. */
    String token(int attempt, Placement placement) {
        return Sha256.of(request.buildId() + "\n" + attempt + "\n" + placement.name())
                .hex();
    }

    /** Where the instance uploads its report: no other build's, and not to be guessed from a name alone. */
    static String reportName(BakeRequest request) {
        return Sha256.of(request.buildId() + "\n" + request.userdata().digest()).hex() + ".log";
    }

    String imageName(int number) {
        return ImageName.of(request.imageName(), request.name(), request.version(), Integer.toString(number));
    }

    Map<String, String> instanceTags(BaseImageInfo base, Instant now) {
        Map<String, String> tags = volumeTags(base, now);
        tags.put(
                AmiTags.NAME,
                request.goal() instanceof Goal.Proof ? AmiTags.TEST_INSTANCE_NAME : AmiTags.INSTANCE_NAME);
        return tags;
    }

    Map<String, String> volumeTags(BaseImageInfo base, Instant now) {
        Map<String, String> tags = new TreeMap<>(request.tags());
        tags.put(AmiTags.TARGET_NAME, request.name());
        tags.put(AmiTags.TARGET_VERSION, request.version());
        tags.put(AmiTags.BUILD_ID, request.buildId());
        tags.put(AmiTags.FINGERPRINT, fingerprint(base));
        tags.put(AmiTags.EXPIRES, expires(now).toString());
        return tags;
    }

    Map<String, String> imageTags(BaseImageInfo base, int number) {
        Map<String, String> tags = new TreeMap<>(request.tags());
        tags.put(AmiTags.NAME, request.name());
        tags.put(AmiTags.VERSION, request.version());
        tags.put(AmiTags.BUILD, Integer.toString(number));
        tags.put(AmiTags.BUILD_ID, request.buildId());
        tags.put(AmiTags.FINGERPRINT, fingerprint(base));
        return tags;
    }

    /** SHA-256 of everything that decides what is in the image, and of the test it must pass. */
    String fingerprint(BaseImageInfo base) {
        String rootfs = request.stored().map(s -> s.rootfs().digest().hex()).orElse("inline");
        String test = request.test().map(t -> "\n" + t.digest().hex()).orElse("");
        return Sha256.of(String.join(
                                "\n",
                                base.id().value(),
                                request.userdata().digest().hex(),
                                rootfs,
                                providerSettings)
                        + test)
                .hex();
    }

    /** Rounded up to a whole day, so that a launch that is sent again is the same launch. */
    private Instant expires(Instant now) {
        Instant latest = now.plus(request.instanceWait().limit())
                .plus(request.proofWait().limit())
                .plus(request.imageWait().limit())
                .plus(SWEEP_MARGIN);
        return latest.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    }
}
