package io.amibuilder.local;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.BaseImageInfo;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ConsoleOutput;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageRequest;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.PreflightRequest;
import io.amibuilder.cloud.Query;
import io.amibuilder.cloud.ResourceStatus;
import io.amibuilder.error.Finding;
import io.amibuilder.storage.ArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * This computer as the cloud of a bake: an instance is a QEMU virtual machine, and an image is its disk as a qcow2 file. The
 * guest gets the same user-data in the same way as on EC2, runs its own cloud-init and powers itself off.
 *
 * <p>Everything is kept in one directory, and the machines run on when the process that started them ends: another
 * {@code LocalCloud} on the same directory finds instances and images again, so that a build goes on under its id and a
 * sweeper finds what was left. A guest that has not read its user-data yet waits meanwhile for a process that looks at it.
 *
 * <p>For x86-64 guests, on Linux. Safe for use by several threads and processes. {@link #close()} ends the services that
 * guests reach, not the guests.
 */
public final class LocalCloud implements CloudProvider, AutoCloseable {
    // A bake writes some hundred megabytes, and its image some hundred more
    private static final long ENOUGH_BYTES = 2L * 1024 * 1024 * 1024;

    private final StateDirectory state;
    private final Machine machine;
    private final LocalStore store;
    private final MetadataServices services;
    private final LocalImages images;
    private final BaseFiles bases;
    private final LocalInstances instances;
    private final LocalDisks disks;

    LocalCloud(LocalCloudBuilder settings, Tools tools, Machine machine) throws IOException {
        this.machine = machine;
        state = new StateDirectory(settings.directory);
        store = new LocalStore(state.store());
        services = new MetadataServices(machine, store);
        images = new LocalImages(state, tools, settings.time);
        bases = new BaseFiles(images, settings.standIn);
        instances = new LocalInstances(state, images, machine, services, settings.time);
        disks = new LocalDisks(state);
    }

    /**
     * Starts to describe a cloud whose state is in this directory, which is made when it does not exist.
     *
     * @param directory holds instances, images and the store; several processes may share it
     * @return a builder with nothing but defaults
     */
    public static LocalCloudBuilder builder(Path directory) {
        return new LocalCloudBuilder(directory);
    }

    /**
     * {@return the storage of a build on it, which keeps a large rootfs, and the reports, where this cloud's guests reach
     * them}
     */
    public ArtifactStore storage() {
        return store;
    }

    /**
     * The file of an image that was made here and is available: a qcow2 disk that depends on no other file. It may be
     * copied, but not changed.
     *
     * @param image the image's id
     * @return the file; empty when no such image is available
     */
    public Optional<Path> disk(ImageId image) {
        return Optional.of(state.image(image).disk()).filter(Files::exists);
    }

    @Override
    public BaseImageInfo resolve(BaseImage image) {
        return bases.resolve(image);
    }

    @Override
    public InstanceId launch(LaunchRequest request) {
        return instances.launch(request);
    }

    @Override
    public List<InstanceStatus> instances(Query query) {
        return instances.find(query);
    }

    @Override
    public ConsoleOutput console(InstanceId id) {
        return instances.console(id);
    }

    @Override
    public ImageId createImage(ImageRequest request) {
        return images.create(request);
    }

    @Override
    public List<ImageStatus> images(Query query) {
        return images.find(query);
    }

    @Override
    public Optional<ImageStatus> image(String name) {
        return images.named(name);
    }

    @Override
    public void stop(InstanceId id) {
        instances.stop(id);
    }

    @Override
    public void terminate(InstanceId id) {
        instances.terminate(id);
    }

    @Override
    public void discard(ImageId id) {
        images.discard(id);
    }

    @Override
    public void tag(ImageId id, String name, String value) {
        images.tag(id, name, value);
    }

    @Override
    public List<ResourceStatus> resources(Query query) {
        return disks.find(query);
    }

    @Override
    public void delete(ResourceStatus resource) {
        disks.delete(resource);
    }

    @Override
    public List<Finding> preflight(PreflightRequest request) {
        List<Finding> findings = new ArrayList<>();
        try {
            resolve(request.baseImage());
        } catch (CloudException e) {
            findings.add(Finding.error("base image", String.valueOf(e.getMessage()), "give another one"));
        }
        if (!machine.accelerator().isUsable()) {
            findings.add(Finding.error(
                    "acceleration",
                    "KVM cannot be used here: /dev/kvm may not be written, or the processor does not virtualize",
                    "give acceleration(AUTO), or use a computer with KVM"));
        }
        long room = StateDirectory.request("DescribeVolumes", state::usableBytes);
        if (room < ENOUGH_BYTES) {
            findings.add(Finding.warning(
                    "directory " + state,
                    "only " + room + " bytes are free there, and a bake may need " + ENOUGH_BYTES,
                    "make room or choose another directory"));
        }
        if (machine.accelerator() == Accelerator.SOFTWARE) {
            findings.add(Finding.warning(
                    "acceleration",
                    "KVM cannot be used here, so QEMU emulates the processor, and a guest takes minutes to start",
                    "give instanceWait(...) at least ten minutes, or use a computer with KVM"));
        }
        return findings;
    }

    /** Package-private for the contract test: arranges that a disk stays when its instance goes. */
    void keepVolumeOf(InstanceId id) {
        StateDirectory.request(
                "ModifyInstanceAttribute",
                () -> Files.writeString(state.instance(id).keepDisk(), ""));
    }

    /** All clouds on one directory are one. */
    @Override
    public Object account() {
        return toString();
    }

    @Override
    public String settings() {
        return "local data-source=" + machine.source() + " network=" + machine.net();
    }

    @Override
    public void close() {
        services.close();
    }

    @Override
    public String toString() {
        return "local cloud in " + state;
    }
}
