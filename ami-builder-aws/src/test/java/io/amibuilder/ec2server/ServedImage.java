package io.amibuilder.ec2server;

import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** An image as DescribeImages tells of it: one that was there before, or one that was made here. */
record ServedImage(
        String id,
        String name,
        String owner,
        ImageState state,
        String reason,
        Instant createdAt,
        Map<String, String> tags) {
    static final String SELF = "111122223333";
    static final String STRANGER = "999988887777";

    static ServedImage made(ImageStatus image, Instant createdAt) {
        return new ServedImage(
                image.id().value(), image.name(), SELF, image.state(), image.stateReason(), createdAt, image.tags());
    }

    boolean passes(Map<String, Set<String>> filters) {
        return filters.entrySet().stream()
                .allMatch(filter -> filter.getKey().equals("tag-key")
                        ? filter.getValue().stream().anyMatch(tags::containsKey)
                        : filter.getValue().stream().anyMatch(wanted -> matches(wanted, value(filter.getKey()))));
    }

    private static boolean matches(String wanted, String value) {
        return wanted.endsWith("*") ? value.startsWith(wanted.substring(0, wanted.length() - 1)) : value.equals(wanted);
    }

    /** As the simulated cloud calls it. */
    String snapshot() {
        return "snap" + id.substring("ami".length());
    }

    private String value(String filter) {
        if (filter.startsWith("tag:")) {
            return tags.getOrDefault(filter.substring("tag:".length()), "");
        }
        return switch (filter) {
            case "name" -> name;
            case "image-id" -> id;
            case "block-device-mapping.snapshot-id" -> snapshot();
            case "state" -> state.name().toLowerCase(java.util.Locale.ROOT);
            default -> throw new IllegalArgumentException("a filter that this server does not know: " + filter);
        };
    }
}
