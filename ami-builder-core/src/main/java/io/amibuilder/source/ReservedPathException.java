package io.amibuilder.source;

import io.amibuilder.error.AmiBuilderException;
import java.util.List;
import java.util.stream.Collectors;

/** Files in {@code fs/} that would not be in the image. */
public final class ReservedPathException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** All of the paths, relative to {@code fs/}. */
    private final String[] paths; // a List need not be serializable

    ReservedPathException(List<String> paths) {
        super("fs/ must not contain "
                + paths.stream().map(path -> "'" + path + "'").collect(Collectors.joining(", "))
                + ": run/ and var/run/ are emptied at every boot, and var/local/fs.tgz and var/local/install.sh are used"
                + " by the installation itself. Use tmpfiles.d for files under /run, and other names in var/local/");
        this.paths = paths.toArray(String[]::new);
    }

    /** {@return all of the paths, relative to {@code fs/}} */
    public List<String> paths() {
        return List.of(paths);
    }
}
