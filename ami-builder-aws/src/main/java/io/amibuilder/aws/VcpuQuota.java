package io.amibuilder.aws;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The quotas of running on-demand instances, in virtual processors, by the letters that begin an instance type (EC2 user
 * guide, "On-Demand Instance quotas"; the codes are those of Service Quotas for service {@code ec2}).
 */
enum VcpuQuota {
    STANDARD("L-1216C47A", List.of("a", "c", "d", "h", "i", "m", "r", "t", "z")),
    DEEP_LEARNING("L-6E869C2A", List.of("dl")),
    F("L-74FC7D96", List.of("f")),
    G_AND_VT("L-DB2E81BA", List.of("g", "gr", "vt")),
    HIGH_MEMORY("L-43DA4232", List.of("u")),
    HPC("L-F7808C92", List.of("hpc")),
    INFERENTIA("L-1945791B", List.of("inf")),
    P("L-417A185B", List.of("p")),
    TRAINIUM("L-2C3B7624", List.of("trn")),
    X("L-7295265B", List.of("x"));

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // they come from List.of
    private final List<String> families;

    VcpuQuota(String code, List<String> families) {
        this.code = code;
        this.families = families;
    }

    String code() {
        return code;
    }

    /** The quota that an instance of this type counts for; empty for a type that is in none, or that is new. */
    static Optional<VcpuQuota> of(String instanceType) {
        String family = instanceType.replaceFirst("[^a-z].*", "");
        // "im4gn" and "is4gen" are I's, "mac" has hosts of its own
        String known = family.equals("im") || family.equals("is") ? "i" : family;
        return Arrays.stream(values())
                .filter(quota -> quota.families.contains(known))
                .findFirst();
    }
}
