package io.amibuilder.merge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/** Sequences of parts, each from a seed, that meet in the same few keys with values of all types and mergers of all kinds. */
final class RandomParts {
    private static final Map<String, List<String>> OPTIONS = Map.of(
            "list",
            List.of(
                    "append",
                    "prepend",
                    "replace",
                    "no_replace",
                    "recurse_str",
                    "recurse_dict",
                    "recurse_list",
                    "recurse_array"),
            "dict",
            List.of("replace", "no_replace", "recurse_str", "recurse_list", "recurse_array", "allow_delete"),
            "str",
            List.of("append"));
    private static final List<String> SCALARS = List.of(
            "yes",
            "Off",
            "0644",
            "010",
            "08",
            "1_000",
            "0x1F",
            "0b11",
            "12:30:00",
            "-1:30",
            "1e3",
            "1.5",
            ".5",
            "-.inf",
            "2001-12-14",
            "2001-12-14 21:59:43.1 -5",
            "~",
            "null",
            "",
            "'x'",
            "\"a\\tb\"",
            "a b",
            "=",
            "<<",
            "!!binary aGk=",
            "!!str 5",
            "!!int '7'",
            "!foo x",
            "!!set {a, b}",
            "!!omap [k: 1]",
            "{1: a, true: b, 1.0: c}",
            "[?x]",
            "{a, b: c}",
            "1:2.5");

    final Random random;
    private final boolean yaml;

    /** @param yaml whether scalars come in the many forms of YAML 1.1 and not only in those of JSON */
    RandomParts(long seed, boolean yaml) {
        this.random = new Random(seed);
        this.yaml = yaml;
    }

    List<ConfigPart> parts() {
        List<ConfigPart> parts = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            parts.add(part("p" + i));
        }
        return parts;
    }

    ConfigPart part(String name) {
        Optional<String> header =
                random.nextInt(8) == 0 ? Optional.of(how(true).replaceAll("[\"']", "")) : Optional.empty();
        return new ConfigPart(name, "text/cloud-config", "#cloud-config\n" + config(), header);
    }

    String config() {
        List<String> members = new ArrayList<>();
        for (String key : List.of("a", "b", "c", "d", "e")) {
            if (chance(0.6)) {
                members.add('"' + key + "\": " + value(3));
            }
        }
        if (chance(0.7)) {
            members.add((chance(0.5) ? "merge_how: " : "merge_type: ") + how(chance(0.4)));
        }
        return '{' + String.join(", ", members) + '}';
    }

    /** A value in flow style. */
    String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 5)) {
            case 0, 1 -> pick("\"a\"", "\"b\"", "\"\"", "\"x y\"", "\"caf\u00e9\ud83d\ude00\"");
            case 2 -> String.valueOf(random.nextInt(4));
            case 3 -> "null";
            case 4 -> yaml && chance(0.4) ? SCALARS.get(random.nextInt(SCALARS.size())) : pick("true", "false");
            case 5, 6 -> list(depth);
            default -> mapping(depth);
        };
    }

    private String mapping(int depth) {
        Map<String, String> members = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            members.put(pick("k", "l", "m"), value(depth - 1));
        }
        return members.entrySet().stream()
                .map(e -> '"' + e.getKey() + "\": " + e.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private String list(int depth) {
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(value(depth - 1));
        }
        return items.toString();
    }

    /** A list of mergers in one of its forms, seldom a wrong one. */
    String how(boolean string) {
        if (chance(0.03)) {
            return pick(
                    "list",
                    "foo()",
                    "dict(replace",
                    "''",
                    "list()+dict(nonsense)",
                    "\"LIST(Append) + dict(no-replace)\"");
        }
        List<String> names = new ArrayList<>(
                OPTIONS.keySet().stream().sorted().filter(n -> chance(0.85)).toList());
        Collections.shuffle(names, random);
        if (names.size() == 3 && chance(0.1)) {
            names.add(names.get(0));
        }
        List<String> items = new ArrayList<>();
        for (String name : names) {
            List<String> options =
                    OPTIONS.get(name).stream().filter(o -> chance(0.35)).toList();
            items.add(string ? name + '(' + String.join(",", options) + ')' : item(name, options));
        }
        return string ? '"' + String.join("+", items) + '"' : items.toString();
    }

    private String item(String name, List<String> options) {
        if (chance(0.1)) {
            return options.isEmpty() ? '[' + name + ']' : '[' + name + ", " + String.join(", ", options) + ']';
        }
        String settings = chance(0.05) && !options.isEmpty() ? options.get(0) : options.toString();
        return "{name: " + name + (chance(0.02) ? "}" : ", settings: " + settings + '}');
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    String pick(String... of) {
        return of[random.nextInt(of.length)];
    }
}
