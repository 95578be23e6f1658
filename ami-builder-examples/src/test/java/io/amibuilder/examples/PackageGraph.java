package io.amibuilder.examples;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which of our packages imports which, as the sources say. */
final class PackageGraph {
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?(io\\.amibuilder(?:\\.[a-z]\\w*)*)\\.[A-Z]", Pattern.MULTILINE);

    private final Map<String, Set<String>> imports = new TreeMap<>();

    static PackageGraph of(List<Path> sources) throws IOException {
        PackageGraph graph = new PackageGraph();
        for (Path root : sources) {
            try (Stream<Path> found = Files.walk(root)) {
                for (Path file :
                        found.filter(f -> f.toString().endsWith(".java")).toList()) {
                    graph.read(root, file);
                }
            }
        }
        return graph;
    }

    private void read(Path root, Path file) throws IOException {
        String own = root.relativize(file.getParent()).toString().replace('/', '.');
        if (!own.isEmpty()) {
            Set<String> imported = imports.computeIfAbsent(own, name -> new TreeSet<>());
            IMPORT.matcher(Files.readString(file)).results().forEach(found -> imported.add(found.group(1)));
            imported.remove(own);
        }
    }

    /** From the top, where nobody imports, to the bottom; a package stands above all that it imports. */
    List<List<String>> layers() {
        Map<Integer, List<String>> byDepth = new TreeMap<>(Comparator.reverseOrder());
        imports.keySet()
                .forEach(name -> byDepth.computeIfAbsent(depth(name), depth -> new ArrayList<>())
                        .add(name));
        return List.copyOf(byDepth.values());
    }

    private int depth(String name) {
        return imports.get(name).stream()
                .mapToInt(imported -> 1 + depth(imported))
                .max()
                .orElse(0);
    }

    /** The imports that no other way leads to. */
    Set<String> direct(String name) {
        return imports.get(name).stream()
                .filter(imported -> imports.get(name).stream().noneMatch(other -> reaches(other, imported)))
                .collect(toCollection(TreeSet::new));
    }

    private boolean reaches(String from, String to) {
        return imports.get(from).stream().anyMatch(next -> next.equals(to) || reaches(next, to));
    }
}
