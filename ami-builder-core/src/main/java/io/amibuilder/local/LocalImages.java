package io.amibuilder.local;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageRequest;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.Query;
import io.amibuilder.rootfs.Sha256;
import io.amibuilder.wait.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Makes images of stopped machines' disks, looks at them and removes them. */
final class LocalImages {
    static final String ARCHITECTURE = "x86_64";
    private static final String CREATE = "CreateImage";
    private static final int ID_CHARACTERS = 17;
    // The shell joins the two, so that an image is finished even when the process that asked for it
    // is gone. What went wrong is written when the unfinished file has made room for it.
    private static final String CONVERT = """
            if error=$("$1" convert -q -f qcow2 -O qcow2 -c -o compression_type=zstd "$2" "$3" 2>&1); then
                chmod 0444 "$3" && mv "$3" "$4"
            else
                rm -f "$3"
                echo "$error" >&2
            fi
            """;

    private final StateDirectory state;
    private final Tools tools;
    private final Time time;

    LocalImages(StateDirectory state, Tools tools, Time time) {
        this.state = state;
        this.tools = tools;
        this.time = time;
    }

    /** Starts to make an image of a disk. */
    ImageId create(ImageRequest request) {
        return state.change(CREATE, () -> {
            InstanceFiles source = state.instance(request.source());
            if (Files.exists(source.terminated()) || !Files.exists(source.disk())) {
                throw new CloudException(
                        Kind.FINAL,
                        CREATE,
                        "InvalidInstanceID.NotFound",
                        "instance " + request.source() + " is gone, and its disk with it",
                        null);
            }
            if (HostProcess.find(source.process()).isPresent()) {
                throw new CloudException(
                        Kind.RETRYABLE,
                        CREATE,
                        "IncorrectInstanceState",
                        "instance " + request.source() + " must be stopped, but still runs",
                        null);
            }
            if (named(request.name()).isPresent()) {
                throw new CloudException(
                        Kind.NAME_TAKEN,
                        CREATE,
                        "InvalidAMIName.Duplicate",
                        "an image is named '" + request.name() + "' already",
                        null);
            }
            state.removeUnannounced();
            ImageDescription image = new ImageDescription(
                    new ImageId("ami-"
                            + Sha256.of(request.source() + "\n" + request.name() + "\n" + time.now())
                                    .hex()
                                    .substring(0, ID_CHARACTERS)),
                    request.name(),
                    request.description(),
                    request.source().value(),
                    time.now(),
                    request.imageTags(),
                    request.snapshotTags());
            convert(state.image(image.id()), source.disk(), image);
            return image.id();
        });
    }

    private void convert(ImageFiles files, Path disk, ImageDescription image) throws IOException {
        Files.createDirectories(files.directory());
        Process process = new ProcessBuilder(
                        tools.setsid().toString(),
                        "sh",
                        "-c",
                        CONVERT,
                        "sh",
                        tools.qemuImg().toString(),
                        disk.toString(),
                        files.arriving().toString(),
                        files.disk().toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(files.errors().toFile())
                .start();
        HostProcess.started(process, files.process());
        image.write(files.description());
    }

    List<ImageStatus> find(Query query) {
        return filtered(image -> query.matches(image.tags()));
    }

    Optional<ImageStatus> named(String name) {
        return filtered(image -> image.name().equals(name)).stream().findFirst();
    }

    Optional<ImageStatus> byId(ImageId id) {
        return filtered(image -> image.id().equals(id)).stream().findFirst();
    }

    List<ImageStatus> filtered(Predicate<ImageDescription> wanted) {
        return StateDirectory.request("DescribeImages", () -> {
            List<ImageStatus> found = new ArrayList<>();
            for (ImageFiles files : state.allImages()) {
                ImageDescription image = ImageDescription.read(files.description());
                if (wanted.test(image)) {
                    found.add(status(image, files));
                }
            }
            return found;
        });
    }

    private static ImageStatus status(ImageDescription image, ImageFiles files) throws IOException {
        boolean converting = HostProcess.find(files.process()).isPresent();
        ImageState now =
                Files.exists(files.disk()) ? ImageState.AVAILABLE : converting ? ImageState.PENDING : ImageState.FAILED;
        String reason = now == ImageState.FAILED && Files.exists(files.errors())
                ? Files.readString(files.errors()).strip()
                : "";
        return new ImageStatus(image.id(), image.name(), now, reason, image.createdAt(), image.tags());
    }

    void discard(ImageId id) {
        state.change("DeregisterImage", () -> {
            ImageFiles files = state.image(id);
            if (Files.exists(files.directory())) {
                HostProcess.find(files.process()).ifPresent(shell -> {
                    shell.descendants().forEach(ProcessHandle::destroyForcibly);
                    shell.destroyForcibly();
                });
                Removal.tree(files.directory());
            }
            return id;
        });
    }

    void tag(ImageId id, String name, String value) {
        state.change("CreateTags", () -> {
            Path file = state.image(id).description();
            if (!Files.exists(file)) {
                throw new CloudException(
                        Kind.NOT_FOUND, "CreateTags", "InvalidAMIID.NotFound", "there is no image " + id, null);
            }
            ImageDescription.read(file).tagged(name, value).write(file);
            return id;
        });
    }

    /** The disk that an instance of this image starts from. */
    Path disk(ImageId image) throws IOException {
        Path made = state.image(image).disk();
        if (Files.exists(made)) {
            return made;
        }
        Path noted = state.base(image);
        Path file = Files.exists(noted) ? Path.of(JsonFile.text(JsonFile.read(noted), "file")) : made;
        if (!Files.exists(file)) {
            throw new CloudException(
                    Kind.NOT_FOUND,
                    "RunInstances",
                    "InvalidAMIID.NotFound",
                    "the disk of " + image + " is missing",
                    null);
        }
        return file;
    }

    /** Notes which file a base image is, for whoever launches it. */
    void note(ImageId base, Path file) {
        StateDirectory.request("DescribeImages", () -> {
            JsonFile.write(state.base(base), Map.of("file", file.toString()));
            return base;
        });
    }

    /** What kind of disk a file is. */
    String format(Path disk) throws IOException {
        String told = Program.run(
                "DescribeImages", List.of(tools.qemuImg().toString(), "info", "-U", "--output=json", disk.toString()));
        return JsonFile.text(JsonFile.parse(told), "format");
    }
}
