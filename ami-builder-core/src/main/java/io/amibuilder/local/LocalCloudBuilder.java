package io.amibuilder.local;

import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.wait.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Describes a {@link LocalCloud}. Not safe for use by several threads. */
public final class LocalCloudBuilder {
    /** Enough for a package manager, and little enough for two at a time on a small computer. */
    public static final int DEFAULT_MEMORY_MIB = 1024;
    /** More hardly help: a bake mostly waits for one process. */
    public static final int DEFAULT_PROCESSORS = 2;

    private static final int MIN_MEMORY_MIB = 128;
    private static final int MAX_PROCESSORS = 64;

    final Path directory;
    Optional<Path> standIn = Optional.empty();
    Time time = Time.system();
    private Acceleration acceleration = Acceleration.AUTO;
    private DataSource source = DataSource.EC2;
    private GuestNetwork network = GuestNetwork.RESTRICTED;
    private int memoryMiB = DEFAULT_MEMORY_MIB;
    private int processors = DEFAULT_PROCESSORS;

    LocalCloudBuilder(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /**
     * The file that stands in for base images that only AWS has: what a parameter names, or an own image that was not made
     * here. By default such a base image is an error.
     *
     * @param file a qcow2 or raw disk
     * @return this builder
     */
    public LocalCloudBuilder standInImage(Path file) {
        standIn = Optional.of(file);
        return this;
    }

    /**
     * What runs the guest's instructions; by default the processor itself where it can.
     *
     * @param wanted {@link Acceleration#AUTO} by default
     * @return this builder
     */
    public LocalCloudBuilder acceleration(Acceleration wanted) {
        acceleration = wanted;
        return this;
    }

    /**
     * How a guest gets its user-data; by default as on EC2.
     *
     * @param way {@link DataSource#EC2} by default
     * @return this builder
     */
    public LocalCloudBuilder dataSource(DataSource way) {
        source = way;
        return this;
    }

    /**
     * What a guest reaches; by default nothing but its metadata and this cloud's store.
     *
     * @param reach {@link GuestNetwork#RESTRICTED} by default
     * @return this builder
     */
    public LocalCloudBuilder network(GuestNetwork reach) {
        network = reach;
        return this;
    }

    /**
     * A guest's memory, at least 128 MiB; by default {@value #DEFAULT_MEMORY_MIB}.
     *
     * @param mebibytes at least 128
     * @return this builder
     */
    public LocalCloudBuilder memoryMiB(int mebibytes) {
        memoryMiB = mebibytes;
        return this;
    }

    /**
     * A guest's processors, 1 to 64; by default {@value #DEFAULT_PROCESSORS}.
     *
     * @param number 1 to 64
     * @return this builder
     */
    public LocalCloudBuilder processors(int number) {
        processors = number;
        return this;
    }

    /**
     * Where the time comes from; by default {@link Time#system()}.
     *
     * @param clock real or virtual
     * @return this builder
     */
    public LocalCloudBuilder time(Time clock) {
        time = clock;
        return this;
    }

    /**
     * The cloud. Starts nothing.
     *
     * @return a cloud over the directory's state
     * @throws MissingToolsException when QEMU is not installed
     * @throws IllegalArgumentException when a number is out of its range
     */
    public LocalCloud build() {
        if (memoryMiB < MIN_MEMORY_MIB) {
            throw new IllegalArgumentException(
                    "a guest must have at least " + MIN_MEMORY_MIB + " MiB of memory, but was to have " + memoryMiB);
        }
        if (processors < 1 || processors > MAX_PROCESSORS) {
            throw new IllegalArgumentException(
                    "a guest must have 1 to " + MAX_PROCESSORS + " processors, but was to have " + processors);
        }
        Tools tools = Tools.on(Optional.ofNullable(System.getenv("PATH")).orElse(""));
        try {
            return new LocalCloud(
                    this,
                    tools,
                    new Machine(tools, Accelerator.of(acceleration), memoryMiB, processors, source, network));
        } catch (IOException e) {
            throw new AmiBuilderException("the directory " + directory + " of a local cloud cannot be used: " + e, e);
        }
    }

    @Override
    public String toString() {
        return "builder of a local cloud in " + directory;
    }
}
