package io.amibuilder.testing;

import java.util.List;
import java.util.function.Supplier;

/**
 * What a build relies on in an {@link io.amibuilder.storage.ArtifactStore}, as checks that any store can be put to. They
 * need no test framework; {@link CloudProviderContract} shows how JUnit 5 runs them. They store some small tarballs and a
 * report, and remove them where the store can.
 */
public final class ArtifactStoreContract {
    private ArtifactStoreContract() {}

    /**
     * {@return the checks, each of which asks for a subject of its own}
     *
     * @param subjects gives a new subject to each check
     */
    public static List<ContractCheck> checks(Supplier<? extends StoreSubject> subjects) {
        return StoreChecks.promises().stream()
                .map(promise -> new ContractCheck(promise.name(), () -> keep(promise, subjects.get())))
                .toList();
    }

    private static void keep(Promise promise, StoreSubject subject) throws Exception {
        try (subject) {
            promise.test().on(new StoreChecks(subject));
        }
    }

    /** A promise before it has a subject. */
    record Promise(String name, Test test) {}

    /** Tests a promise. */
    @FunctionalInterface
    interface Test {
        void on(StoreChecks checks) throws Exception;
    }
}
