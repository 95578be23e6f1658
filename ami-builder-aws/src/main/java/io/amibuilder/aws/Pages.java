package io.amibuilder.aws;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Follows EC2's page tokens. The SDK's own paginators would send pages outside our translation of errors. */
final class Pages {
    private Pages() {}

    /**
     * Every page, fetched as it is needed.
     *
     * @param fetch the page with this token; the first has none
     * @param nextToken the token of the page after this one; null or empty when it is the last
     */
    static <P> Stream<P> all(Function<Optional<String>, P> fetch, Function<P, String> nextToken) {
        return Stream.iterate(
                        Optional.of(fetch.apply(Optional.empty())),
                        Optional::isPresent,
                        page -> page.map(nextToken)
                                .filter(token -> !token.isEmpty())
                                .map(token -> fetch.apply(Optional.of(token))))
                .flatMap(Optional::stream);
    }
}
