package io.amibuilder.cloud;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which instances or images to tell of: those that carry, for every tag named here, one of the values given for it. Only
 * things in the own account are searched. One query may ask for many builds.
 *
 * @param tags the accepted values by tag name; at least one name, each with at least one value
 */
public record Query(Map<String, Set<String>> tags) {
    /** Sorts and copies the tags, so that equal questions are equal and are sent in one form. */
    public Query {
        Map<String, Set<String>> sorted = new TreeMap<>();
        tags.forEach((name, values) -> sorted.put(name, new TreeSet<>(values)));
        if (sorted.isEmpty() || sorted.values().stream().anyMatch(Set::isEmpty)) {
            throw new IllegalArgumentException("a query needs at least one tag, each with at least one value: " + tags);
        }
        tags = sorted;
    }

    /** Everything made by one of these builds. */
    public static Query builds(Set<String> buildIds) {
        return new Query(Map.of(AmiTags.BUILD_ID, buildIds));
    }

    /** Everything made by this build. */
    public static Query build(String buildId) {
        return builds(Set.of(buildId));
    }

    /** Everything with this tag. */
    public static Query tag(String name, String value) {
        return new Query(Map.of(name, Set.of(value)));
    }

    /** Narrows this query by another tag. */
    public Query and(String name, String value) {
        Map<String, Set<String>> narrowed = new LinkedHashMap<>(tags);
        narrowed.put(name, Set.of(value));
        return new Query(narrowed);
    }

    /** Whether something with these tags is asked for. */
    public boolean matches(Map<String, String> tagged) {
        return tags.entrySet().stream().allMatch(wanted -> {
            String value = tagged.get(wanted.getKey());
            return value != null && wanted.getValue().contains(value);
        });
    }
}
