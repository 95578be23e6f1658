package io.amibuilder.cloud;

/** The names of the public parameters that hold the ids of the newest images. Each vendor spells architectures its way. */
final class PublicParameters {
    /** The first release whose parameters are for gp3 volumes; those of earlier ones are for gp2. */
    private static final String FIRST_UBUNTU_ON_GP3 = "23.10";

    private PublicParameters() {}

    static String amazonLinux2023(Architecture architecture) {
        return "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-" + architecture.text();
    }

    static String ubuntu(String release, Architecture architecture) {
        if (!release.matches("[0-9]{2}\\.[0-9]{2}")) {
            throw new IllegalArgumentException(
                    "an Ubuntu release must be a number as in '24.04', but was '" + release + "'");
        }
        boolean onGp3 = VersionOrder.INSTANCE.compare(release, FIRST_UBUNTU_ON_GP3) >= 0;
        return "/aws/service/canonical/ubuntu/server/" + release + "/stable/current/" + debianName(architecture)
                + "/hvm/ebs-" + (onGp3 ? "gp3" : "gp2") + "/ami-id";
    }

    static String debian(int release, Architecture architecture) {
        return "/aws/service/debian/release/" + release + "/latest/" + debianName(architecture);
    }

    private static String debianName(Architecture architecture) {
        return switch (architecture) {
            case X86_64 -> "amd64";
            case ARM64 -> "arm64";
        };
    }
}
