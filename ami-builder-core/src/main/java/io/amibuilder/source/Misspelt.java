package io.amibuilder.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names in a source directory that are nearly those of the convention: what they hold would be missing in silence. */
final class Misspelt {
    /** The names at the top and in {@code script/}. */
    private static final Map<String, List<String>> CONVENTION =
            Map.of("", List.of("cloudinit", "fs", "script", "ami.env"), "script", List.of("compile.sh", "install.sh"));

    /** Meant for the directory, but known by another name. */
    private static final Map<String, String> OTHER_NAMES =
            Map.of("rootfs", "fs", "install.sh", "script/install.sh", "compile.sh", "script/compile.sh");

    private static final int NEAR = 2; // two letters wrong, or two changed places

    private Misspelt() {}

    /** Sentences on them, in the order of the names. */
    static List<String> warnings(Path root) {
        List<String> warnings = new ArrayList<>();
        for (String directory : List.of("", "script")) {
            for (String name : names(root.resolve(directory))) {
                meant(directory, name)
                        .ifPresent(meant -> warnings.add("'" + Path.of(directory, name) + "' is ignored, because '"
                                + meant + "' is the name that counts; rename it, if it is meant"));
            }
        }
        return warnings;
    }

    private static Optional<String> meant(String directory, String name) {
        List<String> right = CONVENTION.getOrDefault(directory, List.of());
        if (right.contains(name)) {
            return Optional.empty();
        }
        if (directory.isEmpty() && OTHER_NAMES.containsKey(name)) {
            return Optional.of(OTHER_NAMES.get(name));
        }
        return right.stream()
                .filter(each -> distance(name.toLowerCase(Locale.ROOT), each) <= Math.min(NEAR, each.length() - 2))
                .map(each -> Path.of(directory, each).toString())
                .findFirst();
    }

    private static List<String> names(Path directory) {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                entries.forEach(entry -> names.add(entry.getFileName().toString()));
            } catch (IOException e) {
                throw new UncheckedIOException("listing " + directory, e);
            } catch (DirectoryIteratorException e) {
                throw new UncheckedIOException("listing " + directory, e.getCause());
            }
        }
        names.sort(null);
        return names;
    }

    /** How many letters must be put in, left out or replaced to make the one of the other (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                row[j] = i == 0
                        ? j
                        : Math.min(
                                Math.min(above, row[j - 1]) + 1,
                                diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
