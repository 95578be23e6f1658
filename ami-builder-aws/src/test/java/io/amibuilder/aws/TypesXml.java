package io.amibuilder.aws;

import java.util.Arrays;

/** DescribeInstanceTypes answers. */
final class TypesXml {
    static final String[] COMMON = {
        type("t3.nano", "x86_64", true, "legacy-bios", "uefi"),
        type("t3.small", "x86_64", true, "legacy-bios", "uefi"),
        type("m5.large", "x86_64", false, "legacy-bios", "uefi"),
        type("t2.micro", "x86_64", true, "legacy-bios"),
        type("m7g.large", "arm64", false, "uefi")
    };

    private TypesXml() {}

    static String types(String... types) {
        return "<DescribeInstanceTypesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>r</requestId>"
                + "<instanceTypeSet>" + String.join("", types) + "</instanceTypeSet></DescribeInstanceTypesResponse>";
    }

    /** In the element names of the EC2 API reference, "InstanceTypeInfo". */
    static String type(String name, String architecture, boolean burstable, String... bootModes) {
        return """
                <item><instanceType>%s</instanceType>
                <supportedUsageClasses><item>on-demand</item><item>spot</item></supportedUsageClasses>
                <supportedRootDeviceTypes><item>ebs</item></supportedRootDeviceTypes>
                <supportedVirtualizationTypes><item>hvm</item></supportedVirtualizationTypes>
                <processorInfo><supportedArchitectures><item>%s</item></supportedArchitectures></processorInfo>
                <burstablePerformanceSupported>%s</burstablePerformanceSupported>
                <supportedBootModes>%s</supportedBootModes></item>
                """.formatted(
                        name,
                        architecture,
                        burstable,
                        String.join(
                                "",
                                Arrays.stream(bootModes)
                                        .map(mode -> "<item>" + mode + "</item>")
                                        .toList()));
    }
}
