package io.amibuilder.local;

import java.nio.file.Path;

/** The files of one image. */
record ImageFiles(Path directory) {
    /** What was asked for, with the tags; the image exists once this is there. */
    Path description() {
        return directory.resolve("image.json");
    }

    /** The finished disk; the image is available once this is there. */
    Path disk() {
        return directory.resolve("disk.qcow2");
    }

    Path arriving() {
        return directory.resolve("disk.qcow2.part");
    }

    Path errors() {
        return directory.resolve("convert.err");
    }

    Path process() {
        return directory.resolve("process.json");
    }
}
