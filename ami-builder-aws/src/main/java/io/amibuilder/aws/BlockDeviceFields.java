package io.amibuilder.aws;

import java.util.Optional;
import java.util.OptionalInt;

/** The fields of a block device while they are gathered. */
final class BlockDeviceFields {
    private final String deviceName;
    private OptionalInt sizeGiB = OptionalInt.empty();
    private Optional<String> volumeType = Optional.empty();
    private Optional<Boolean> encrypted = Optional.empty();
    private Optional<String> kmsKey = Optional.empty();
    private OptionalInt iops = OptionalInt.empty();
    private OptionalInt throughputMiBps = OptionalInt.empty();
    private Optional<String> snapshot = Optional.empty();
    private Optional<String> virtualName = Optional.empty();
    private boolean noDevice;

    BlockDeviceFields(String deviceName) {
        this.deviceName = deviceName;
    }

    BlockDeviceFields(BlockDevice device) {
        deviceName = device.deviceName();
        sizeGiB = device.sizeGiB();
        volumeType = device.volumeType();
        encrypted = device.encrypted();
        kmsKey = device.kmsKey();
        iops = device.iops();
        throughputMiBps = device.throughputMiBps();
        snapshot = device.snapshot();
        virtualName = device.virtualName();
        noDevice = device.noDevice();
    }

    BlockDeviceFields sizeGiB(OptionalInt value) {
        sizeGiB = value;
        return this;
    }

    BlockDeviceFields volumeType(String value) {
        volumeType = Optional.of(value);
        return this;
    }

    BlockDeviceFields encrypted(boolean value) {
        encrypted = Optional.of(value);
        return this;
    }

    BlockDeviceFields kmsKey(String value) {
        kmsKey = Optional.of(value);
        return this;
    }

    BlockDeviceFields iops(OptionalInt value) {
        iops = value;
        return this;
    }

    BlockDeviceFields throughputMiBps(OptionalInt value) {
        throughputMiBps = value;
        return this;
    }

    BlockDeviceFields snapshot(String value) {
        snapshot = Optional.of(value);
        return this;
    }

    BlockDeviceFields virtualName(String value) {
        virtualName = Optional.of(value);
        return this;
    }

    BlockDeviceFields noDevice(boolean value) {
        noDevice = value;
        return this;
    }

    BlockDevice build() {
        return new BlockDevice(
                deviceName,
                sizeGiB,
                volumeType,
                encrypted,
                kmsKey,
                iops,
                throughputMiBps,
                snapshot,
                virtualName,
                noDevice);
    }
}
