package io.amibuilder.traffic;

import io.amibuilder.cloud.Query;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one request has told of many builds.
 *
 * @param number its place in the order of everything that happened to the provider; taken before the request was sent
 * @param answeredAt when the answer arrived
 * @param keys which values of the key tag were asked for
 * @param byKey what was told, by the value of the key tag
 */
record Snapshot<T>(long number, Instant answeredAt, Set<String> keys, Map<String, List<T>> byKey) {
    static <T> Snapshot<T> of(long number, Instant at, Set<String> keys, List<T> told, Function<T, String> key) {
        return new Snapshot<>(number, at, keys, told.stream().collect(Collectors.groupingBy(key)));
    }

    List<T> answer(Query query, String key, Function<T, Map<String, String>> tags) {
        return byKey.getOrDefault(key, List.of()).stream()
                .filter(thing -> query.matches(tags.apply(thing)))
                .toList();
    }
}
