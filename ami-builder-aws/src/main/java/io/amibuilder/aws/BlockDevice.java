package io.amibuilder.aws;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One disk of the baking instance, and so of the image. The disk named like the base image's root device changes that
 * one: its snapshot stays the base image's. Every volume is deleted with its instance, always. Size and encryption must
 * be chosen here, because an image cannot change them afterwards. Immutable.
 *
 * @param deviceName as in {@code /dev/xvda}, or {@code root} for the base image's root device
 * @param sizeGiB the volume's size in GiB; by default its snapshot's
 * @param volumeType as in {@code gp3}; by default the base image's
 * @param encrypted whether the volume is encrypted; by default its snapshot's or the account's choice
 * @param kmsKey id, alias or ARN of the key that encrypts it; by default the account's
 * @param iops provisioned operations a second, for the types that have them
 * @param throughputMiBps provisioned MiB a second, for the types that have it
 * @param snapshot the snapshot that the volume starts from
 * @param virtualName an instance-store disk instead of a volume, as in {@code ephemeral0}
 * @param noDevice whether to leave out a device that the base image brings
 */
public record BlockDevice(
        String deviceName,
        OptionalInt sizeGiB,
        Optional<String> volumeType,
        Optional<Boolean> encrypted,
        Optional<String> kmsKey,
        OptionalInt iops,
        OptionalInt throughputMiBps,
        Optional<String> snapshot,
        Optional<String> virtualName,
        boolean noDevice) {
    private static final String ROOT = "root";

    /**
     * Checks that there is a name and that sizes are positive.
     *
     * @param deviceName as in {@code /dev/xvda}, or {@code root} for the base image's root device
     * @param sizeGiB the volume's size in GiB
     * @param volumeType as in {@code gp3}
     * @param encrypted whether the volume is encrypted
     * @param kmsKey id, alias or ARN of the key that encrypts it
     * @param iops provisioned operations a second, for the types that have them
     * @param throughputMiBps provisioned MiB a second, for the types that have it
     * @param snapshot the snapshot that the volume starts from
     * @param virtualName an instance-store disk instead of a volume, as in {@code ephemeral0}
     * @param noDevice whether to leave out a device that the base image brings
     */
    public BlockDevice {
        if (deviceName.isBlank()) {
            throw new IllegalArgumentException("a block device needs a device name, as in /dev/xvda");
        }
        requirePositive(deviceName, "size in GiB", sizeGiB);
        requirePositive(deviceName, "iops", iops);
        requirePositive(deviceName, "throughput in MiB/s", throughputMiBps);
    }

    /**
     * {@return the root volume, whatever the base image calls its device ({@code /dev/xvda}, {@code /dev/sda1}), as the
     * base image has it until told otherwise; for {@link AwsCloudProviderBuilder#rootVolume}}
     */
    public static BlockDevice root() {
        return new BlockDeviceFields(ROOT).build();
    }

    /**
     * {@return the root volume of this size, which must not be smaller than the base image's}
     *
     * @param sizeGiB the size in GiB
     */
    public static BlockDevice root(int sizeGiB) {
        return root().withSizeGiB(sizeGiB);
    }

    /**
     * {@return a volume of this size}
     *
     * @param deviceName as in {@code /dev/sdb}
     * @param sizeGiB the size in GiB
     */
    public static BlockDevice volume(String deviceName, int sizeGiB) {
        return new BlockDeviceFields(deviceName)
                .sizeGiB(OptionalInt.of(sizeGiB))
                .build();
    }

    /**
     * {@return an instance-store disk}
     *
     * @param deviceName as in {@code /dev/sdb}
     * @param virtualName as in {@code ephemeral0}
     */
    public static BlockDevice instanceStore(String deviceName, String virtualName) {
        return new BlockDeviceFields(deviceName).virtualName(virtualName).build();
    }

    /**
     * {@return a disk that leaves out a device that the base image brings}
     *
     * @param deviceName as in {@code /dev/sdb}
     */
    public static BlockDevice without(String deviceName) {
        return new BlockDeviceFields(deviceName).noDevice(true).build();
    }

    /**
     * {@return the disks that a text in the AWS CLI's syntax describes: JSON as in
     * {@code [{"DeviceName":"/dev/xvda","Ebs":{"VolumeSize":20,"VolumeType":"gp3"}}]}, or shorthand as in
     * {@code DeviceName=/dev/xvda,Ebs={VolumeSize=20} DeviceName=/dev/sdb,VirtualName=ephemeral0}} An empty text
     * describes none. {@code DeleteOnTermination} is understood and always true.
     *
     * @param text JSON or shorthand
     * @throws AwsSettingsException when the text is malformed or has a key that is not known
     */
    public static List<BlockDevice> parse(String text) {
        return BlockDeviceSyntax.parse(text);
    }

    /**
     * {@return the same disk of this size}
     *
     * @param gibibytes the size in GiB
     */
    public BlockDevice withSizeGiB(int gibibytes) {
        return new BlockDeviceFields(this).sizeGiB(OptionalInt.of(gibibytes)).build();
    }

    /**
     * {@return the same disk of this volume type, as in {@code gp3}}
     *
     * @param type as EC2 names it
     */
    public BlockDevice withVolumeType(String type) {
        return new BlockDeviceFields(this).volumeType(type).build();
    }

    /** {@return the same disk, encrypted with the account's default key} */
    public BlockDevice withEncryption() {
        return new BlockDeviceFields(this).encrypted(true).build();
    }

    /**
     * {@return the same disk, encrypted with this key}
     *
     * @param key its id, alias or ARN
     */
    public BlockDevice withEncryption(String key) {
        return new BlockDeviceFields(this).encrypted(true).kmsKey(key).build();
    }

    /**
     * {@return the same disk with this many provisioned operations a second}
     *
     * @param perSecond operations a second
     */
    public BlockDevice withIops(int perSecond) {
        return new BlockDeviceFields(this).iops(OptionalInt.of(perSecond)).build();
    }

    /**
     * {@return the same disk with this many provisioned MiB a second}
     *
     * @param mebibytes MiB a second
     */
    public BlockDevice withThroughputMiBps(int mebibytes) {
        return new BlockDeviceFields(this)
                .throughputMiBps(OptionalInt.of(mebibytes))
                .build();
    }

    /**
     * {@return the same disk, started from this snapshot}
     *
     * @param id as in {@code snap-1a2b}
     */
    public BlockDevice withSnapshot(String id) {
        return new BlockDeviceFields(this).snapshot(id).build();
    }

    boolean isRoot() {
        return deviceName.equals(ROOT);
    }

    private static void requirePositive(String device, String what, OptionalInt value) {
        if (value.isPresent() && value.getAsInt() <= 0) {
            throw new IllegalArgumentException(
                    "the " + what + " of block device " + device + " must be positive, but was " + value.getAsInt());
        }
    }
}
