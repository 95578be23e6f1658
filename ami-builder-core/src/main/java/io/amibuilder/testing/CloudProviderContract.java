package io.amibuilder.testing;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the engine and the sweeper rely on in a {@link io.amibuilder.cloud.CloudProvider}, as checks that any provider can
 * be put to. They need no test framework. With JUnit 5:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> keepsTheContract() {
 *     return CloudProviderContract.checks(MySubject::new).stream().map(c -> dynamicTest(c.name(), c::run));
 * }
 * }</pre>
 *
 * <p>Against a real cloud the checks launch some thirty instances one after another and make six images, and remove
 * all of it.
 */
public final class CloudProviderContract {
    private CloudProviderContract() {}

    /**
     * {@return the checks, each of which asks for a subject of its own}
     *
     * @param subjects gives a new subject to each check
     */
    public static List<ContractCheck> checks(Supplier<? extends ContractSubject> subjects) {
        return Stream.of(
                        AnswerChecks.promises(),
                        LaunchChecks.promises(),
                        InstanceChecks.promises(),
                        ImageChecks.promises(),
                        DiskChecks.promises())
                .flatMap(List::stream)
                .map(promise -> new ContractCheck(promise.name(), () -> keep(promise, subjects.get())))
                .toList();
    }

    private static void keep(Promise promise, ContractSubject subject) throws Exception {
        try (subject;
                ContractRun run = new ContractRun(promise.name(), subject)) {
            promise.test().on(run);
        }
    }

    /** A promise before it has a subject. */
    record Promise(String name, Test test) {
        static Promise that(String name, Test test) {
            return new Promise(name, test);
        }
    }

    /** Tests a promise. */
    @FunctionalInterface
    interface Test {
        void on(ContractRun run) throws Exception;
    }
}
