package io.amibuilder.sweep;

import java.util.ArrayList;
import java.util.List;

/** Plans and reports as text, one line for each thing. */
final class Lines {
    private final List<String> lines = new ArrayList<>();

    Lines add(String prefix, List<?> things) {
        things.forEach(thing -> lines.add(prefix + thing));
        return this;
    }

    String or(String whenEmpty) {
        return lines.isEmpty() ? whenEmpty : String.join("\n", lines);
    }
}
