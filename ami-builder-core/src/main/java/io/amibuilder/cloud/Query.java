package io.amibuilder.cloud;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which instances, images, volumes or snapshots to tell of: those that carry, for every tag named here, one of the values
 * given for it. Only things in the own account are searched. One query may ask for many builds.
 *
 * @param tags the accepted values by tag name, each name with at least one value
 * @param present the names of tags that may have any value, the empty one included
 */
public record Query(Map<String, Set<String>> tags, Set<String> present) {
    /**
     * Sorts and copies the tags, so that equal questions are equal and are sent in one form.
     *
     * @param tags the accepted values by tag name, each name with at least one value
     * @param present the names of tags that may have any value, the empty one included
     */
    public Query {
        Map<String, Set<String>> sorted = new TreeMap<>();
        tags.forEach((name, values) -> sorted.put(name, new TreeSet<>(values)));
        boolean asksForEverything = sorted.isEmpty() && present.isEmpty();
        if (asksForEverything || sorted.values().stream().anyMatch(Set::isEmpty)) {
            throw new IllegalArgumentException("a query needs at least one tag, each with at least one value: " + tags);
        }
        tags = sorted;
        present = new TreeSet<>(present);
    }

    /**
     * Everything with one of the accepted values for each of these tags.
     *
     * @param tags the accepted values by tag name, each name with at least one value
     */
    public Query(Map<String, Set<String>> tags) {
        this(tags, Set.of());
    }

    /**
     * {@return a query for everything made by one of these builds}
     *
     * @param buildIds at least one
     */
    public static Query builds(Set<String> buildIds) {
        return new Query(Map.of(AmiTags.BUILD_ID, buildIds));
    }

    /**
     * {@return a query for everything made by this build}
     *
     * @param buildId the build
     */
    public static Query build(String buildId) {
        return builds(Set.of(buildId));
    }

    /**
     * {@return a query for everything with this tag}
     *
     * @param name the tag's name
     * @param value the tag's value
     */
    public static Query tag(String name, String value) {
        return new Query(Map.of(name, Set.of(value)));
    }

    /**
     * {@return a query for everything with a tag of this name, whatever its value}
     *
     * @param name the tag's name
     */
    public static Query tagged(String name) {
        return new Query(Map.of(), Set.of(name));
    }

    /**
     * Narrows this query by another tag.
     *
     * @param name the other tag's name
     * @param value the other tag's value
     * @return a new query; this one stays as it is
     */
    public Query and(String name, String value) {
        Map<String, Set<String>> narrowed = new LinkedHashMap<>(tags);
        narrowed.put(name, Set.of(value));
        return new Query(narrowed, present);
    }

    /**
     * Whether something with these tags is asked for.
     *
     * @param tagged the tags of something, by name
     * @return true when it has every tag with an accepted value
     */
    public boolean matches(Map<String, String> tagged) {
        return tagged.keySet().containsAll(present)
                && tags.entrySet().stream().allMatch(wanted -> {
                    String value = tagged.get(wanted.getKey());
                    return value != null && wanted.getValue().contains(value);
                });
    }
}
