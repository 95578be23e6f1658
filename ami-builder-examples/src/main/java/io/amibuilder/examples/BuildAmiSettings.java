package io.amibuilder.examples;

import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.aws.AwsCloudProviderBuilder;
import io.amibuilder.aws.BlockDevice;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.wait.WaitPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@link BuildAmi} was told, checked. */
record BuildAmiSettings(
        Path userdata,
        String name,
        String version,
        String description,
        BaseImage baseImage,
        Optional<String> region,
        String instanceType,
        String subnet,
        List<String> securityGroups,
        String profile,
        Optional<String> keyPair,
        List<BlockDevice> blockDevices,
        WaitPolicy instanceWait,
        WaitPolicy proofWait,
        WaitPolicy imageWait,
        Optional<StoredRootfs> rootfs,
        Optional<Path> output,
        Optional<String> buildId) {
    static final String USAGE = """
            usage: BuildAmi [USERDATA [NAME [VERSION]]]
            environment, needed (an argument wins over its variable):
              BUILDAMI_USERDATA            file with the compiled user-data
              BUILDAMI_TARGETNAME          name of the image family
              BUILDAMI_TARGETVERSION       version within it
              BUILDAMI_BASEAMI             id, name, Name tag, or Name tag and version joined by '-'
              BUILDAMI_SECURITYGROUPS      ids, separated by commas or blanks
              BUILDAMI_SUBNET              id
              BUILDAMI_PROFILE             instance profile, name or ARN
            environment, with defaults:
              BUILDAMI_TYPE                instance type (t3.nano)
              BUILDAMI_TARGETDESCRIPTION   description of the image (name and version)
              BUILDAMI_KEYPAIR             key pair (none)
              BUILDAMI_OUTPUT              file for the lines AMINAME= and AMIID= (none)
              BUILDAMI_BLOCKDEVICEMAPPING  disks in the AWS CLI's syntax (DeviceName=/dev/xvda,Ebs={VolumeSize=10})
              BUILDAMI_TIMEOUT_INSTANCE    seconds until the instance must have stopped (300, at least 120)
              BUILDAMI_TIMEOUT_AMI         seconds until the image must be available (300, at least 120)
              BUILDAMI_WAIT_INSTANCE       seconds between looks at the instance (5, fewer at first; at most 60)
              BUILDAMI_WAIT_AMI            seconds between looks at the image (5, fewer at first; at most 60)
              BUILDAMI_FSTGZ, BUILDAMI_S3URL, BUILDAMI_S3REGION
                                           large rootfs, where it is stored, and the bucket's region; all or none
              BUILDAMI_BUILDID             who this build is; used again, it goes on from what exists (a new one)
            """;

    /** A rootfs to be stored before the launch. */
    record StoredRootfs(Path tarball, RootfsLocation location, String region) {}

    /**
     * Reads arguments and environment.
     *
     * @throws UsageException with everything that is missing or wrong
     */
    static BuildAmiSettings of(List<String> arguments, Map<String, String> environment) {
        return new BuildAmiEnvironment(arguments, environment).read();
    }

    AwsCloudProvider provider() {
        AwsCloudProviderBuilder provider = AwsCloudProvider.builder()
                .instanceType(instanceType)
                .subnet(subnet)
                .securityGroups(securityGroups.toArray(String[]::new))
                .instanceProfile(profile)
                .blockDevices(blockDevices);
        region.ifPresent(provider::region);
        keyPair.ifPresent(provider::keyPair);
        return provider.build();
    }
}
