package io.amibuilder.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/** Whether an instance type can run an image. What EC2 does not tell is not held against it. */
final class TypeFit {
    private static final String EITHER_BOOT_MODE = "uefi-preferred";

    private TypeFit() {}

    static List<String> problems(Image image, InstanceTypeInfo type, LaunchPlaces places) {
        List<String> problems = new ArrayList<>();
        String name = "instance type " + type.instanceTypeAsString();
        String subject = "image " + image.imageId();
        List<String> architectures =
                type.processorInfo() == null ? List.of() : type.processorInfo().supportedArchitecturesAsStrings();
        if (lacks(architectures, image.architectureAsString())) {
            problems.add(subject + " is for " + image.architectureAsString() + ", but " + name + " is for "
                    + String.join(" and ", architectures)
                    + "; choose an instance type or a base image of the other's architecture");
        }
        if (!EITHER_BOOT_MODE.equals(image.bootModeAsString())
                && lacks(type.supportedBootModesAsStrings(), image.bootModeAsString())) {
            problems.add(subject + " boots by " + image.bootModeAsString() + ", but " + name + " only by "
                    + String.join(" and ", type.supportedBootModesAsStrings()) + "; choose another type");
        }
        if (lacks(type.supportedVirtualizationTypesAsStrings(), image.virtualizationTypeAsString())) {
            problems.add(subject + " needs virtualization " + image.virtualizationTypeAsString() + ", but " + name
                    + " has " + String.join(" and ", type.supportedVirtualizationTypesAsStrings())
                    + "; choose another type");
        }
        if (places.purchase().usesSpot() && lacks(type.supportedUsageClassesAsStrings(), "spot")) {
            problems.add(name + " is not to be had as Spot; choose another type or purchase(ON_DEMAND)");
        }
        if (places.creditMode().isPresent() && Boolean.FALSE.equals(type.burstablePerformanceSupported())) {
            problems.add(
                    name + " is not burstable and has no credits; leave out creditMode(...) or choose another type");
        }
        return problems;
    }

    private static boolean lacks(List<String> supported, String needed) {
        return !supported.isEmpty() && Optional.ofNullable(needed).isPresent() && !supported.contains(needed);
    }
}
