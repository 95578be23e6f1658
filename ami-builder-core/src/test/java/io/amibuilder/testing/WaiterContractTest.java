package io.amibuilder.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.wait.Waiter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WaiterContractTest {
    @TestFactory
    Stream<DynamicTest> everyCadenceOfTheLibraryKeepsIt() {
        return Stream.of(
                        Waiter.every(Duration.ofSeconds(5)),
                        Waiter.growing(Duration.ofSeconds(1), Duration.ofMinutes(1)),
                        Waiter.learned(List.of()),
                        Waiter.learned(List.of(Duration.ofMinutes(4), Duration.ofMinutes(6))))
                .flatMap(waiter -> WaiterContract.checks(() -> waiter).stream()
                        .map(check -> DynamicTest.dynamicTest(waiter + ": " + check.name(), check::run)));
    }

    @Test
    void aPauseOfNothingIsFound() {
        assertThat(broken(look -> Duration.ofMinutes(10).minus(look.elapsed())))
                .containsExactly("every pause is positive");
    }

    @Test
    void aPauseThatDependsOnEarlierOnesIsFound() {
        AtomicInteger calls = new AtomicInteger();
        assertThat(broken(look -> Duration.ofSeconds(calls.incrementAndGet())))
                .containsExactly("the same look gives the same pause, in any order");
    }

    private static List<String> broken(Waiter waiter) {
        return Contracts.broken(WaiterContract.checks(() -> waiter));
    }
}
