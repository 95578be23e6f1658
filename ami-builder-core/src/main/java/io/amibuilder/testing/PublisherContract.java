package io.amibuilder.testing;

import java.util.List;
import java.util.function.Supplier;

/**
 * What a build relies on in a {@link io.amibuilder.publish.Publisher}, as checks that any publisher can be put to. They
 * need no test framework; {@link CloudProviderContract} shows how JUnit 5 runs them.
 */
public final class PublisherContract {
    private PublisherContract() {}

    /**
     * {@return the checks, each of which asks for a subject of its own}
     *
     * @param subjects gives a new subject to each check
     */
    public static List<ContractCheck> checks(Supplier<? extends PublisherSubject> subjects) {
        return PublisherChecks.promises().stream()
                .map(promise -> new ContractCheck(promise.name(), () -> keep(promise, subjects.get())))
                .toList();
    }

    private static void keep(Promise promise, PublisherSubject subject) throws Exception {
        try (subject) {
            promise.test().on(new PublisherChecks(subject));
        }
    }

    /** A promise before it has a subject. */
    record Promise(String name, Test test) {}

    /** Tests a promise. */
    @FunctionalInterface
    interface Test {
        void on(PublisherChecks checks) throws Exception;
    }
}
