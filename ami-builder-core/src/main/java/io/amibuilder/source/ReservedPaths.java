package io.amibuilder.source;

import io.amibuilder.rootfs.FileTree;
import io.amibuilder.rootfs.TreeEntry;
import java.util.List;

/** The paths that a source's {@code fs/} must not have, nor anything below them. */
final class ReservedPaths {
    /** Where the installation puts the source's install.sh. */
    static final String INSTALL = "var/local/install.sh";

    private static final List<String> RESERVED = List.of("run", "var/run", "var/local/fs.tgz", INSTALL);

    private ReservedPaths() {}

    /** The same tree, when it has none of them. */
    static FileTree check(FileTree fs) {
        List<String> offenders = fs.entries().stream()
                .map(TreeEntry::path)
                .filter(ReservedPaths::isReserved)
                .toList();
        if (!offenders.isEmpty()) {
            throw new ReservedPathException(offenders);
        }
        return fs;
    }

    private static boolean isReserved(String path) {
        return RESERVED.stream().anyMatch(reserved -> path.equals(reserved) || path.startsWith(reserved + "/"));
    }
}
