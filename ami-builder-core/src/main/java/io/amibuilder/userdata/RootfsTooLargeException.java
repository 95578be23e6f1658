package io.amibuilder.userdata;

import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.rootfs.PackedFile;
import io.amibuilder.rootfs.Rootfs;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The rootfs does not fit inside the user-data, and no other place was given. */
public final class RootfsTooLargeException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN_FILES = 3;

    /** The size in bytes that the user-data would have with the rootfs inside. */
    private final long userdataBytes;
    /** The size of the packed rootfs in bytes. */
    private final long rootfsBytes;

    /** Up to three files, the largest first. */
    private final List<PackedFile> largestFiles;

    RootfsTooLargeException(long userdataBytes, Rootfs rootfs) {
        this(userdataBytes, rootfs.sizeBytes(), largest(rootfs));
    }

    private RootfsTooLargeException(long userdataBytes, long rootfsBytes, List<PackedFile> largest) {
        super(("compiled user-data must be at most %d bytes, but would be %d with the rootfs of %d packed bytes inside;"
                        + " the largest files are %s. Give it a place, as in s3://bucket/prefix/ (storage(...) of a"
                        + " build, rootfsLocation(...) of CompileOptions, S3URL of CompileUserdata), or make fs/ smaller")
                .formatted(
                        Userdata.MAX_BYTES,
                        userdataBytes,
                        rootfsBytes,
                        largest.stream()
                                .map(file -> "'" + file.path() + "' (" + file.sizeBytes() + " bytes)")
                                .collect(Collectors.joining(", "))));
        this.userdataBytes = userdataBytes;
        this.rootfsBytes = rootfsBytes;
        this.largestFiles = largest;
    }

    /** {@return the size in bytes that the user-data would have with the rootfs inside} */
    public long userdataBytes() {
        return userdataBytes;
    }

    /** {@return the size of the packed rootfs in bytes} */
    public long rootfsBytes() {
        return rootfsBytes;
    }

    /** {@return up to three files, the largest first} */
    public List<PackedFile> largestFiles() {
        return largestFiles;
    }

    private static List<PackedFile> largest(Rootfs rootfs) {
        return rootfs.files().stream()
                .filter(file -> !file.path().endsWith("/"))
                .sorted(Comparator.comparingLong(PackedFile::sizeBytes).reversed())
                .limit(SHOWN_FILES)
                .toList();
    }
}
