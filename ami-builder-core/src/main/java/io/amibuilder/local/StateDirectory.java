package io.amibuilder.local;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.InstanceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The directory in which everything of a local cloud is. One change is made at a time, whichever process makes it. */
final class StateDirectory {
    private final Path root;

    StateDirectory(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(instances());
        Files.createDirectories(images());
        Files.createDirectories(bases());
        Files.createDirectories(store());
    }

    InstanceFiles instance(InstanceId id) {
        return new InstanceFiles(instances().resolve(id.value()));
    }

    ImageFiles image(ImageId id) {
        return new ImageFiles(images().resolve(id.value()));
    }

    /** Where it is noted which file a base image is. */
    Path base(ImageId id) {
        return bases().resolve(id.value() + ".json");
    }

    Path store() {
        return root.resolve("store");
    }

    /** Those that were launched, in no order. */
    List<InstanceFiles> allInstances() throws IOException {
        try (Stream<Path> all = Files.list(instances())) {
            return all.map(InstanceFiles::new)
                    .filter(files -> Files.exists(files.description()))
                    .toList();
        }
    }

    /** Those that were asked for, in no order. */
    List<ImageFiles> allImages() throws IOException {
        try (Stream<Path> all = Files.list(images())) {
            return all.map(ImageFiles::new)
                    .filter(files -> Files.exists(files.description()))
                    .toList();
        }
    }

    /** Removes what a process left that died before it could say which image it makes. To be called within a change. */
    void removeUnannounced() throws IOException {
        try (Stream<Path> all = Files.list(images())) {
            for (Path each : all.toList()) {
                if (!Files.exists(new ImageFiles(each).description())) {
                    Removal.tree(each);
                }
            }
        }
    }

    /** Whether there is room for so many bytes more. */
    long usableBytes() throws IOException {
        return Files.getFileStore(root).getUsableSpace();
    }

    /** Does something while nobody else changes anything here; a file's trouble becomes this request's failure. */
    <T> T change(String operation, Task<T> task) {
        synchronized (StateDirectory.class) { // a file's lock is the process's, not the thread's
            return request(operation, () -> {
                try (FileChannel channel =
                        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    channel.lock(); // until the channel is closed
                    return task.run();
                }
            });
        }
    }

    /** Looks at something; a file's trouble becomes this request's failure. */
    static <T> T request(String operation, Task<T> task) {
        try {
            return task.run();
        } catch (IOException | UncheckedIOException e) {
            throw new CloudException(
                    CloudException.Kind.FINAL,
                    operation,
                    "",
                    "a file of this computer could not be used: " + e + ". Make it usable and run the build again",
                    e);
        }
    }

    private Path instances() {
        return root.resolve("instances");
    }

    private Path images() {
        return root.resolve("images");
    }

    private Path bases() {
        return root.resolve("bases");
    }

    @Override
    public String toString() {
        return root.toString();
    }

    /** Something that uses files. */
    @FunctionalInterface
    interface Task<T> {
        T run() throws IOException;
    }
}
