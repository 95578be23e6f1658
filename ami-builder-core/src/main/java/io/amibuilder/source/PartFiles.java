package io.amibuilder.source;

import io.amibuilder.lint.LintCode;
import io.amibuilder.rootfs.Content;
import io.amibuilder.rootfs.FileTree;
import io.amibuilder.rootfs.TreeEntry;
import io.amibuilder.userdata.UserPart;
import io.amibuilder.userdata.Userdata;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the parts of a {@code cloudinit/} directory. */
final class PartFiles {
    /** Gzip shrinks at most 1,032 times: nothing larger can ever fit. */
    private static final long MAX_PART_BYTES = Userdata.MAX_BYTES * 1_032L;

    private final Path directory;
    private final Set<LintCode> allowed;
    private final List<UserPart> parts = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();

    PartFiles(Path directory, Set<LintCode> allowed) {
        this.directory = directory;
        this.allowed = allowed;
    }

    PartList read() {
        FileTree tree = FileTree.read(directory);
        tree.entries().stream().filter(entry -> !entry.path().contains("/")).forEach(entry -> add(tree, entry));
        return PartList.of(parts, allowed).warning(ignored);
    }

    private void add(FileTree tree, TreeEntry entry) {
        String name = entry.path();
        String file = "cloudinit/" + name;
        if (name.startsWith(".") || name.endsWith("~")) {
            ignored.add("'" + file + "' looks like a hidden or backup file and is ignored");
            return;
        }
        Content content = content(tree, entry, file);
        if (content.sizeBytes() > MAX_PART_BYTES) {
            throw new SourceLayoutException(
                    file,
                    "must be at most " + MAX_PART_BYTES + " bytes to fit into user-data, but was " + content.sizeBytes()
                            + ". Move content into fs/");
        }
        parts.add(UserPart.of(name, Utf8Text.of(file, Utf8Text.bytes(file, content))));
    }

    private Content content(FileTree tree, TreeEntry entry, String file) {
        if (entry instanceof TreeEntry.RegularFile regular) {
            return regular.content();
        }
        if (entry instanceof TreeEntry.HardLink link) {
            return content(tree, tree.entry(link.target()).orElseThrow(), file);
        }
        Path target = directory.resolve(entry.path());
        if (entry instanceof TreeEntry.SymbolicLink && Files.isRegularFile(target)) {
            return Content.of(target);
        }
        throw new SourceLayoutException(
                file,
                "must be a file or lead to one, because cloudinit/ has no levels. Move its files up into cloudinit/, or"
                        + " remove it");
    }
}
