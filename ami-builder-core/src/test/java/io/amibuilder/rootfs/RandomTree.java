package io.amibuilder.rootfs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A tree of all kinds of entries with odd names, modes and sizes, the same for the same random numbers. */
final class RandomTree {
    private static final int MAX_ENTRIES = 60;
    private static final int MAX_BYTES = 3_000;
    private static final List<String> SYLLABLES = List.of(
            "a", "B", ".", "-", " ", "\u00e9", "\u65e5", "\uD83D\uDE00", "\n", "'", "\"", "\\", "$x", "*", "0", "%41");

    private final Random random;
    private final List<String> directories = new ArrayList<>(List.of(""));
    private final List<String> files = new ArrayList<>();
    private int made;

    RandomTree(Random random) {
        this.random = random;
    }

    void makeIn(Path root) {
        TreeOnDisk disk = new TreeOnDisk(root);
        int entries = 1 + random.nextInt(MAX_ENTRIES);
        while (made < entries) {
            add(disk, pick(directories) + name());
        }
    }

    private void add(TreeOnDisk disk, String path) {
        int kind = random.nextInt(10);
        if (kind < 3) {
            disk.directory(path, random.nextInt(010000));
            directories.add(path + "/");
        } else if (kind < 4) {
            disk.symlink(path, name() + "/" + name());
        } else if (kind < 6 && !files.isEmpty()) {
            disk.hardLink(path, pick(files));
        } else {
            disk.file(path, "x".repeat(random.nextInt(MAX_BYTES)), random.nextInt(010000));
            files.add(path);
        }
    }

    /** Unique, and now and then longer than a tar header holds. */
    private String name() {
        StringBuilder name = new StringBuilder("n" + made++);
        int syllables = random.nextInt(8) == 0 ? 60 : random.nextInt(6);
        for (int i = 0; i < syllables; i++) {
            name.append(pick(SYLLABLES));
        }
        return name.toString();
    }

    private String pick(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
