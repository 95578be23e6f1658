package io.amibuilder.local;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import io.amibuilder.cloud.ConsoleOutput;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Query;
import io.amibuilder.rootfs.Sha256;
import io.amibuilder.wait.Time;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts machines, looks at them and ends them. */
final class LocalInstances {
    private static final String LAUNCH = "RunInstances";
    private static final int ID_CHARACTERS = 17;
    private static final int CONSOLE_BYTES = 64 * 1024; // as much as EC2 keeps
    private static final Duration SHOWN = Duration.ofHours(1); // so long EC2 shows an instance that is gone

    private final StateDirectory state;
    private final LocalImages images;
    private final Machine machine;
    private final MetadataServices services;
    private final Time time;

    LocalInstances(StateDirectory state, LocalImages images, Machine machine, MetadataServices services, Time time) {
        this.state = state;
        this.images = images;
        this.machine = machine;
        this.services = services;
        this.time = time;
    }

    /** The token names the instance, so that it can make no second one. */
    InstanceId launch(LaunchRequest request) {
        InstanceId id = new InstanceId("i-" + Sha256.of(request.token()).hex().substring(0, ID_CHARACTERS));
        return state.change(LAUNCH, () -> {
            InstanceFiles files = state.instance(id);
            if (Files.exists(files.terminated())) {
                throw refused(Kind.TOKEN_SPENT, "IdempotentInstanceTerminated", "its instance " + id + " is gone");
            }
            if (!Files.exists(files.description())) {
                removeLongGone();
                prepare(id, files, request);
            }
            InstanceDescription known = InstanceDescription.read(files.description());
            if (!known.request().equals(InstanceDescription.digest(request))) {
                throw refused(
                        Kind.TOKEN_CLASH, "IdempotentParameterMismatch", "instance " + id + " was asked for otherwise");
            }
            startOnce(known, files);
            return id;
        });
    }

    /** Starts the machine, unless it was started before. To be called within a change. */
    private void startOnce(InstanceDescription known, InstanceFiles files) throws IOException {
        if (!Files.exists(files.process()) && process(known.id(), files).isEmpty()) {
            start(known.id(), files, known);
        }
    }

    private void prepare(InstanceId id, InstanceFiles files, LaunchRequest request) throws IOException {
        Path disk = images.disk(request.baseImage());
        Removal.tree(files.directory()); // what a process left that died here
        Files.createDirectories(files.directory());
        Files.write(files.userdata(), request.userdata().bytes());
        if (machine.source() == DataSource.NO_CLOUD) {
            Files.createDirectories(files.seed());
            Files.write(files.seed().resolve("user-data"), request.userdata().bytes());
            Files.writeString(files.seed().resolve("meta-data"), "instance-id: " + id + "\nlocal-hostname: ip-local\n");
        }
        String format = images.format(disk);
        Program.run(
                LAUNCH,
                List.of(
                        machine.tools().qemuImg().toString(),
                        "create",
                        "-q",
                        "-f",
                        "qcow2",
                        "-b",
                        disk.toString(),
                        "-F",
                        format,
                        files.disk().toString()));
        int port = services.reserve(id, files);
        new InstanceDescription(
                        id,
                        request.baseImage().value(),
                        InstanceDescription.digest(request),
                        time.now(),
                        port,
                        request.instanceTags(),
                        request.volumeTags())
                .write(files.description());
    }

    private void start(InstanceId id, InstanceFiles files, InstanceDescription known) throws IOException {
        services.answer(known, files);
        Files.writeString(files.monitorInput(), "{\"execute\":\"qmp_capabilities\"}\n");
        Process process = new ProcessBuilder(machine.command(id, files, known.port()))
                .directory(files.directory().toFile())
                .redirectInput(files.monitorInput().toFile())
                .redirectOutput(files.events().toFile())
                .redirectError(files.errors().toFile())
                .start();
        HostProcess.started(process, files.process());
    }

    List<InstanceStatus> find(Query query) {
        return StateDirectory.request("DescribeInstances", () -> {
            List<InstanceStatus> found = new ArrayList<>();
            for (InstanceFiles files : state.allInstances()) {
                InstanceDescription known = InstanceDescription.read(files.description());
                if (query.matches(known.tags()) && isShown(files)) {
                    found.add(status(known, files));
                }
            }
            return found;
        });
    }

    private void removeLongGone() throws IOException {
        for (InstanceFiles files : state.allInstances()) {
            if (!isShown(files) && !Files.exists(files.disk())) {
                Removal.tree(files.directory());
            }
        }
    }

    private boolean isShown(InstanceFiles files) throws IOException {
        return !Files.exists(files.terminated())
                || Files.getLastModifiedTime(files.terminated())
                        .toInstant()
                        .plus(SHOWN)
                        .isAfter(time.now());
    }

    private InstanceStatus status(InstanceDescription known, InstanceFiles files) throws IOException {
        boolean runs = process(known.id(), files).isPresent();
        InstanceState now;
        String reason = "";
        if (Files.exists(files.terminated())) {
            now = runs ? InstanceState.SHUTTING_DOWN : InstanceState.TERMINATED;
            reason = "Client.UserInitiatedShutdown: it was told to end";
        } else if (Files.exists(files.stopAsked())) {
            now = runs ? InstanceState.STOPPING : InstanceState.STOPPED;
            reason = MachineEnd.BY_CALL;
        } else if (runs && MachineEnd.isDiskFull(files.events())) {
            now = InstanceState.STOPPED;
            reason = MachineEnd.diskFull(files.directory());
        } else if (runs) {
            services.answer(known, files); // another process may have begun it, and died
            now = MachineEnd.hasBegun(files.events()) ? InstanceState.RUNNING : InstanceState.PENDING;
        } else if (!Files.exists(files.process())) {
            state.change(
                    LAUNCH,
                    () -> { // the process that launched it did not live to start it
                        startOnce(known, files);
                        return known;
                    });
            now = InstanceState.PENDING;
        } else {
            now = InstanceState.STOPPED;
            reason = MachineEnd.reason(files);
        }
        return new InstanceStatus(known.id(), now, reason, known.launchedAt(), known.tags());
    }

    ConsoleOutput console(InstanceId id) {
        return StateDirectory.request("GetConsoleOutput", () -> {
            InstanceFiles files = state.instance(id);
            if (!Files.exists(files.description())) {
                throw new CloudException(
                        Kind.NOT_FOUND, "GetConsoleOutput", "InvalidInstanceID.NotFound", "no instance " + id, null);
            }
            if (!Files.exists(files.console())) {
                return ConsoleOutput.NONE;
            }
            try (RandomAccessFile console = new RandomAccessFile(files.console().toFile(), "r")) {
                byte[] end = new byte[(int) Math.min(CONSOLE_BYTES, console.length())];
                console.seek(console.length() - end.length);
                console.readFully(end);
                return new ConsoleOutput(new String(end, StandardCharsets.UTF_8));
            }
        });
    }

    /** QEMU writes the disk out and ends. The guest is not asked: one that is only just beginning would not hear. */
    void stop(InstanceId id) {
        state.change("StopInstances", () -> {
            InstanceFiles files = state.instance(id);
            Optional<ProcessHandle> process = process(id, files);
            if (process.isPresent() && !Files.exists(files.terminated())) {
                mark(files.stopAsked());
                process.get().destroy();
            }
            return id;
        });
    }

    void terminate(InstanceId id) {
        state.change("TerminateInstances", () -> {
            InstanceFiles files = state.instance(id);
            if (!Files.exists(files.description())) {
                return id;
            }
            mark(files.terminated());
            process(id, files).ifPresent(ProcessHandle::destroyForcibly); // its disk goes with it
            services.forget(id);
            if (!Files.exists(files.keepDisk())) {
                Files.deleteIfExists(files.disk());
            }
            return id;
        });
    }

    /** Its time says when. It has no content, for which a full disk would have no room. */
    private void mark(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file);
            Files.setLastModifiedTime(file, FileTime.from(time.now()));
        }
    }

    private static Optional<ProcessHandle> process(InstanceId id, InstanceFiles files) throws IOException {
        Optional<ProcessHandle> started = HostProcess.find(files.process());
        return started.isPresent() ? started : HostProcess.find(files.pid(), id.value());
    }

    private static CloudException refused(Kind kind, String code, String message) {
        return new CloudException(kind, LAUNCH, code, "the launch token cannot be used: " + message, null);
    }
}
