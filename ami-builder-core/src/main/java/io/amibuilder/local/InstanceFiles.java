package io.amibuilder.local;

import java.nio.file.Path;

/** The files of one instance. */
record InstanceFiles(Path directory) {
    /** What was asked for; the instance exists once this is there. */
    Path description() {
        return directory.resolve("instance.json");
    }

    Path userdata() {
        return directory.resolve("user-data");
    }

    /** The disk: what differs from the base image. */
    Path disk() {
        return directory.resolve("root.qcow2");
    }

    Path console() {
        return directory.resolve("console.log");
    }

    /** The greeting that QEMU's monitor waits for before it tells of events. */
    Path monitorInput() {
        return directory.resolve("monitor.json");
    }

    /** What QEMU's monitor tells. QEMU writes it itself, so nothing is lost while nobody listens. */
    Path events() {
        return directory.resolve("events.log");
    }

    Path errors() {
        return directory.resolve("qemu.err");
    }

    Path process() {
        return directory.resolve("process.json");
    }

    /** Written by QEMU: for the moment between its start and {@link #process()}. */
    Path pid() {
        return directory.resolve("qemu.pid");
    }

    /** Somebody asked for the instance to be stopped. */
    Path stopAsked() {
        return directory.resolve("stop-asked");
    }

    /** The instance is gone since the moment that stands here. */
    Path terminated() {
        return directory.resolve("terminated");
    }

    /** The disk stays when the instance goes. */
    Path keepDisk() {
        return directory.resolve("keep-disk");
    }

    /** What the disk labelled {@code CIDATA} holds. */
    Path seed() {
        return directory.resolve("seed");
    }
}
