package io.amibuilder.testing;

import static io.amibuilder.testing.ContractRun.require;

import io.amibuilder.wait.Look;
import io.amibuilder.wait.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a wait relies on in a {@link Waiter}, as checks that any cadence can be put to. They need no test framework;
 * {@link CloudProviderContract} shows how JUnit 5 runs them. Nothing is waited for.
 */
public final class WaiterContract {
    private static final List<Look> LOOKS = looks();

    private WaiterContract() {}

    /**
     * {@return the checks, each of which asks for a waiter of its own}
     *
     * @param waiters gives a new waiter to each check
     */
    public static List<ContractCheck> checks(Supplier<? extends Waiter> waiters) {
        return List.of(
                new ContractCheck("every pause is positive", () -> positive(waiters.get())),
                new ContractCheck("the same look gives the same pause, in any order", () -> pure(waiters.get())));
    }

    private static void positive(Waiter waiter) {
        for (Look look : LOOKS) {
            Duration pause = waiter.pauseAfter(look);
            require(
                    !pause.isNegative() && !pause.isZero(),
                    "the pause after " + look + " must be positive, but was " + pause);
        }
    }

    private static void pure(Waiter waiter) {
        List<Duration> first = LOOKS.stream().map(waiter::pauseAfter).toList();
        List<Look> backwards = new ArrayList<>(LOOKS);
        Collections.reverse(backwards);
        List<Duration> second = new ArrayList<>(
                backwards.parallelStream().map(waiter::pauseAfter).toList()); // waits share a waiter
        Collections.reverse(second);
        for (int i = 0; i < first.size(); i++) {
            require(
                    first.get(i).equals(second.get(i)),
                    "the pause after " + LOOKS.get(i) + " must be the same at every call, but was " + first.get(i)
                            + " and then " + second.get(i));
        }
    }

    /** From the first one to what no wait lives to see; looks may come at any time, since events bring some forward. */
    private static List<Look> looks() {
        List<Look> looks = new ArrayList<>();
        for (int number = 1; number > 0; number = number < 100 ? number + 1 : number * 2) {
            for (long seconds : new long[] {0, 1, 59, 600, 3_600, 86_400, 864_000}) {
                looks.add(new Look(number, Duration.ofSeconds(seconds)));
            }
        }
        looks.add(new Look(Integer.MAX_VALUE, Duration.ofDays(365)));
        return looks;
    }
}
