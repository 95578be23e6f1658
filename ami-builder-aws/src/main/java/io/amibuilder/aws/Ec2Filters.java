package io.amibuilder.aws;

import io.amibuilder.cloud.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

    /**
     * One request's filters, whose answers are to be matched against the query again: when it asks for more values than one
     * filter takes, everything that has such a tag is asked for, so that a thousand builds are one look.
     */
    static List<Filter> of(Query query) {
        List<Filter> filters = new ArrayList<>();
        Set<String> present = new LinkedHashSet<>(query.present());
        query.tags().forEach((name, values) -> {
            if (values.size() > MAX_VALUES) {
                present.add(name);
            } else {
                filters.add(exactly("tag:" + name, values));
            }
        });
        // One name only: that two filters of one name both hold is nowhere promised
        present.stream().limit(1).map(name -> exactly("tag-key", name)).forEach(filters::add);
        return filters;
    }
}
