package io.amibuilder.aws;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Cuts what one request cannot carry. */
final class Batches {
    private Batches() {}

    /** The things in their order, at most so many at a time; nothing when there are none. */
    static <T> Stream<List<T>> of(Collection<T> things, int most) {
        List<T> all = List.copyOf(things);
        return IntStream.range(0, (all.size() + most - 1) / most)
                .mapToObj(number -> all.subList(number * most, Math.min((number + 1) * most, all.size())));
    }
}
