package io.amibuilder;

import io.amibuilder.merge.MergedCloudConfig;
import io.amibuilder.rootfs.PackedFile;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What user-data makes of an instance, for people. It says nothing of how the user-data is compressed, so that its text is
 * the same on every JDK: a stable thing to compare with in a test, where the bytes are not.
 *
 * @param steps what the instance does, in order, as sentences
 * @param files what goes into the image
 * @param cloudConfig the cloud-config of all parts, merged as cloud-init merges it
 */
public record Explanation(List<String> steps, List<PackedFile> files, MergedCloudConfig cloudConfig) {
    /**
     * Copies the lists.
     *
     * @param steps what the instance does, in order, as sentences
     * @param files what goes into the image
     * @param cloudConfig the cloud-config of all parts, merged as cloud-init merges it
     */
    public Explanation {
        steps = List.copyOf(steps);
        files = List.copyOf(files);
    }

    static Explanation of(CompiledAmi compiled) {
        return new Explanation(
                new GuestSteps(compiled).sentences(),
                compiled.files(),
                compiled.userdata().mergedCloudConfig());
    }

    /** The steps numbered, a line for each file, and the cloud-config as YAML; ends in a newline, as a file would. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("the instance, in this order:");
        for (int i = 0; i < steps.size(); i++) {
            out.append("\n  ").append(i + 1).append(". ").append(steps.get(i));
        }
        String listed = files.stream().map(file -> "\n  " + file).collect(Collectors.joining());
        out.append("\nfiles:").append(listed.isEmpty() ? " none" : listed);
        return out.append("\ncloud-config of all parts, merged:\n")
                .append(cloudConfig.toString().stripTrailing().indent(2))
                .toString();
    }
}
