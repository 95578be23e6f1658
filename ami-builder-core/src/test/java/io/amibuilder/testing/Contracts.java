package io.amibuilder.testing;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Checks as tests, and the checks that something broken fails. */
final class Contracts {
    private Contracts() {}

    static Stream<DynamicTest> tests(List<ContractCheck> checks) {
        return checks.stream().map(check -> dynamicTest(check.name(), check::run));
    }

    static List<String> broken(List<ContractCheck> checks) {
        List<String> broken = new ArrayList<>();
        for (ContractCheck check : checks) {
            try {
                check.run();
            } catch (AssertionError e) {
                broken.add(check.name());
            } catch (Exception e) {
                throw new AssertionError(check.name() + " must fail by an assertion", e);
            }
        }
        return broken;
    }
}
