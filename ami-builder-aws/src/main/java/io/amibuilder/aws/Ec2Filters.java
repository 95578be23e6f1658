package io.amibuilder.aws;

import io.amibuilder.cloud.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Queries as EC2's filters. */
final class Ec2Filters {
    /** EC2 API reference, "Filter": at most 200 values each. */
    static final int MAX_VALUES = 200;

    private Ec2Filters() {}

    /** A filter for exactly these values; EC2 would read {@code *} and {@code ?} as wildcards. */
    static Filter exactly(String name, Collection<String> values) {
        return Filter.builder()
                .name(name)
                .values(values.stream()
                        .map(value -> value.replaceAll("[\\\\*?]", "\\\\$0"))
                        .toList())
                .build();
    }

    static Filter exactly(String name, String value) {
        return exactly(name, List.of(value));
    }

    /** Each of the filter lists is one request; a query for more values than one request may carry needs several. */
    static List<List<Filter>> of(Query query) {
        // One name only: that two filters of one name both hold is nowhere promised. The answers are matched again
        // anyway
        List<Filter> common = query.present().stream()
                .limit(1)
                .map(name -> exactly("tag-key", name))
                .toList();
        return split(query.tags()).stream()
                .map(tags -> Stream.concat(
                                tags.entrySet().stream().map(tag -> exactly("tag:" + tag.getKey(), tag.getValue())),
                                common.stream())
                        .toList())
                .toList();
    }

    private static List<Map<String, Set<String>>> split(Map<String, Set<String>> tags) {
        for (var tag : tags.entrySet()) {
            if (tag.getValue().size() > MAX_VALUES) {
                List<String> values = List.copyOf(tag.getValue());
                List<Map<String, Set<String>>> parts = new ArrayList<>();
                for (int from = 0; from < values.size(); from += MAX_VALUES) {
                    Map<String, Set<String>> part = new TreeMap<>(tags);
                    part.put(
                            tag.getKey(),
                            new LinkedHashSet<>(values.subList(from, Math.min(from + MAX_VALUES, values.size()))));
                    parts.addAll(split(part));
                }
                return parts;
            }
        }
        return List.of(tags);
    }
}
