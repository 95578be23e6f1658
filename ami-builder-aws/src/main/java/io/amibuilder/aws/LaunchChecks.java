package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/** Finds before a launch, by reading alone, what would make it fail or its instance unfit for a bake. */
final class LaunchChecks {
    private static final String INSTANCE_STORE = "instance-store";

    private final LaunchSettings settings;
    private final InstanceTypes types;
    private final Ec2BlockDevices blockDevices;
    // The images that passed; bounded by the number of base images that one program uses
    private final Set<String> passed = ConcurrentHashMap.newKeySet();

    LaunchChecks(LaunchSettings settings, InstanceTypes types, Ec2BlockDevices blockDevices) {
        this.settings = settings;
        this.types = types;
        this.blockDevices = blockDevices;
    }

    /**
     * Checks what is known.
     *
     * @param image none when EC2 does not show it; then EC2 says what is wrong with it
     * @throws CloudException of kind {@code FINAL} that tells everything that does not fit
     */
    void require(Optional<Image> image, Optional<LaunchTemplate> template) {
        String id = image.map(Image::imageId).orElse("");
        if (passed.contains(id)) {
            return;
        }
        List<String> problems = new ArrayList<>();
        template.ifPresent(given -> problems.addAll(given.problems(settings)));
        image.ifPresent(known -> {
            problems.addAll(blockDevices.problems(known));
            problems.addAll(storeProblems(known));
            problems.addAll(typeProblems(known, template));
        });
        if (!problems.isEmpty()) {
            throw new CloudException(Kind.FINAL, "RunInstances", "", String.join("; ", problems), null);
        }
        passed.add(id);
    }

    private static List<String> storeProblems(Image image) {
        return INSTANCE_STORE.equals(image.rootDeviceTypeAsString())
                ? List.of("image " + image.imageId() + " has its root on an instance store, which cannot be stopped;"
                        + " choose a base image on EBS")
                : List.of();
    }

    private List<String> typeProblems(Image image, Optional<LaunchTemplate> template) {
        Set<String> names = new TreeSet<>(settings.places().instanceTypes());
        if (names.isEmpty()) {
            template.flatMap(LaunchTemplate::instanceType).ifPresent(names::add);
        }
        Optional<Map<String, InstanceTypeInfo>> told = names.isEmpty() ? Optional.empty() : types.of(names);
        List<String> problems = new ArrayList<>();
        told.ifPresent(found -> names.forEach(name -> {
            if (found.containsKey(name)) {
                problems.addAll(TypeFit.problems(image, found.get(name), settings.places()));
            } else {
                problems.add("instance type " + name + " is not offered in " + settings.region()
                        + "; check its spelling or choose another one");
            }
        }));
        return problems;
    }
}
