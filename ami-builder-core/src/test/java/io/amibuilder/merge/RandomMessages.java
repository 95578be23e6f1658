package io.amibuilder.merge;

import io.amibuilder.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sequences in which there are JSON patches, archives and scripts too. */
final class RandomMessages {
    private final RandomParts inner;

    RandomMessages(long seed) {
        this.inner = new RandomParts(seed, false);
    }

    List<ConfigPart> parts() {
        List<ConfigPart> parts = new ArrayList<>();
        int count = 1 + inner.random.nextInt(5);
        for (int i = 0; i < count; i++) {
            parts.add(part("p" + i));
        }
        return parts;
    }

    private ConfigPart part(String name) {
        return switch (inner.random.nextInt(6)) {
            case 0, 1 -> inner.part(name);
            case 2 -> ConfigPart.of(name, "#!/bin/sh\nexit 0\n");
            case 3 -> ConfigPart.of(name, archive());
            default -> new ConfigPart(name, PartTypes.JSON_PATCH, patch(), Optional.empty());
        };
    }

    private String patch() {
        List<String> operations = new ArrayList<>();
        for (int i = inner.random.nextInt(3); i >= 0; i--) {
            operations.add(operation());
        }
        String mark = inner.chance(0.05) ? "#Cloud-Config-Jsonp\n" : inner.pick("#cloud-config-jsonp\n", "");
        return mark + (inner.chance(0.03) ? "{}" : operations.toString());
    }

    private String operation() {
        String op = inner.pick(
                "add",
                "add",
                "add",
                "remove",
                "replace",
                "move",
                "copy",
                "test",
                inner.chance(0.05) ? "nonsense" : "add");
        String members = "\"op\": \"" + op + "\", \"path\": " + pointer();
        if (op.equals("move") || op.equals("copy")) {
            members += ", \"from\": " + pointer();
        } else if (!op.equals("remove") && inner.chance(0.97)) {
            members += ", \"value\": " + inner.value(2);
        }
        return '{' + members + '}';
    }

    private String pointer() {
        StringBuilder pointer = new StringBuilder();
        pointer.append('/').append(inner.pick("a", "b", "c", "d", "e", "f"));
        for (int i = Math.max(0, inner.random.nextInt(4) - 1); i > 0; i--) {
            pointer.append('/')
                    .append(inner.pick("0", "1", "-", "k", "l", "01", "x~1y", inner.chance(0.1) ? "~2" : "m"));
        }
        return Json.compact(inner.chance(0.02) ? "" : pointer.toString());
    }

    private String archive() {
        List<String> entries = new ArrayList<>();
        for (int i = inner.random.nextInt(3); i >= 0; i--) {
            entries.add(entry());
        }
        return "#cloud-config-archive\n" + (inner.chance(0.03) ? "{a: b}" : entries.toString());
    }

    private String entry() {
        String content = inner.pick("#cloud-config\n", "#cloud-config\n", "", "#!/bin/sh\n") + inner.config();
        if (inner.chance(0.2)) {
            return Json.compact(content);
        }
        String entry = "\"content\": " + (inner.chance(0.005) ? "5" : Json.compact(content));
        if (inner.chance(0.3)) {
            entry += ", \"type\": "
                    + Json.compact(inner.pick(
                            "text/cloud-config",
                            "text/Cloud-Config",
                            "text/x-shellscript",
                            "text/cloud-config-jsonp",
                            inner.chance(0.05) ? "nonsense" : "application/octet-stream"));
        }
        if (inner.chance(0.3)) {
            String how = Json.compact(inner.how(true).replaceAll("[\"']", ""));
            entry += ", " + inner.pick("Merge-Type", "X-Merge-Type", "merge-type") + ": "
                    + (inner.chance(0.01) ? "7" : how);
        }
        if (inner.chance(0.2)) {
            entry += ", launch-index: " + inner.pick("0", "1", "null", "'0'");
        }
        return '{' + entry + '}';
    }
}
