package io.amibuilder;

import io.amibuilder.cloud.ImageName;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.userdata.PartSize;
import io.amibuilder.userdata.Userdata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a build would do.
 *
 * @param userdataBytes the size of the finished user-data
 * @param parts its parts
 * @param rootfsBytes how much would be stored before the launch; 0 when nothing
 * @param rootfsLocation where it would be stored
 * @param calls the calls that change something, in order, as sentences
 */
public record AmiPlan(
        int userdataBytes,
        List<PartSize> parts,
        long rootfsBytes,
        Optional<RootfsLocation> rootfsLocation,
        List<String> calls) {
    /**
     * Copies the lists.
     *
     * @param userdataBytes the size of the finished user-data
     * @param parts its parts
     * @param rootfsBytes how much would be stored before the launch; 0 when nothing
     * @param rootfsLocation where it would be stored
     * @param calls the calls that change something, in order, as sentences
     */
    public AmiPlan {
        parts = List.copyOf(parts);
        calls = List.copyOf(calls);
    }

    static AmiPlan of(BuildSettings settings, CompiledAmi compiled, Optional<CompiledAmi> test) {
        List<String> calls = new ArrayList<>();
        compiled.rootfs()
                .ifPresent(rootfs -> calls.add("store the rootfs of " + rootfs.sizeBytes() + " bytes at "
                        + compiled.rootfsLocation().orElseThrow() + ", unless it is there"));
        calls.add("launch one instance of " + settings.baseImage() + " with "
                + settings.provider().settings());
        calls.add("create image " + ImageName.of(settings.name(), settings.version(), "<build>")
                + " once the instance has stopped" + " itself"
                + (compiled.userdata().nonce().isPresent() ? " and said 'succeeded'" : ""));
        calls.add("terminate the instance once the image is available");
        test.ifPresent(with -> calls.add("test the image on an instance of its own with "
                + with.userdata().sizeBytes()
                + " bytes of user-data, terminate that, and discard the image unless it passed"));
        settings.publisher().ifPresent(publisher -> calls.addAll(publisher.plan()));
        return new AmiPlan(
                compiled.userdata().sizeBytes(),
                compiled.parts(),
                compiled.rootfs().map(rootfs -> rootfs.sizeBytes()).orElse(0L),
                compiled.rootfsLocation(),
                calls);
    }

    @Override
    public String toString() {
        StringBuilder out =
                new StringBuilder("user-data of %d of %d bytes".formatted(userdataBytes, Userdata.MAX_BYTES));
        for (int i = 0; i < calls.size(); i++) {
            out.append("\n").append(i + 1).append(". ").append(calls.get(i));
        }
        return out.toString();
    }
}
