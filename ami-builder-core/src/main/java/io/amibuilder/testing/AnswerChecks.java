package io.amibuilder.testing;

import static io.amibuilder.testing.CloudProviderContract.Promise.that;
import static io.amibuilder.testing.ContractRun.require;
import static io.amibuilder.testing.ContractRun.requireRefused;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.Placement;
import io.amibuilder.testing.CloudProviderContract.Promise;
import java.util.HashSet;
import java.util.List;

/** What a provider answers without making anything. */
final class AnswerChecks {
    private AnswerChecks() {}

    static List<Promise> promises() {
        return List.of(
                that("placements are there, differ, and are the same at every call", AnswerChecks::placements),
                that("settings are one line, the same at every call, and hold no secret", AnswerChecks::settings),
                that("a base image is found, and always the same", AnswerChecks::found),
                that("a base image that does not exist is not found", AnswerChecks::missing),
                that("the console of an instance that does not exist is not found", AnswerChecks::console),
                that("ending an instance that does not exist is fine", AnswerChecks::endMissing));
    }

    private static void placements(ContractRun run) {
        List<Placement> placements = run.provider.placements();
        require(!placements.isEmpty(), "placements() must not be empty");
        require(
                new HashSet<>(placements).size() == placements.size(),
                "placements() must differ, but were " + placements);
        List<Placement> again = run.provider.placements();
        require(
                placements.equals(again),
                "placements() must be the same at every call, but were " + placements + " and then " + again);
    }

    private static void settings(ContractRun run) {
        String settings = run.provider.settings();
        require(!settings.isBlank(), "settings() must not be blank");
        require(settings.lines().count() == 1, "settings() must be one line, but was: " + settings);
        require(settings.equals(run.provider.settings()), "settings() must be the same at every call");
        for (String secret : run.subject.secrets()) {
            // Not the text itself, which would put the secret into a test's report
            require(!settings.contains(secret), "settings() must hold no secret, but holds one");
        }
    }

    private static void found(ContractRun run) {
        var first = run.provider.resolve(run.subject.baseImage());
        var second = run.provider.resolve(run.subject.baseImage());
        require(first.equals(second), "resolve(...) must find the same twice, but found " + first + " and " + second);
    }

    private static void missing(ContractRun run) {
        requireRefused(
                CloudException.Kind.NOT_FOUND,
                "resolve(" + run.subject.missingImage() + ")",
                () -> run.provider.resolve(run.subject.missingImage()));
    }

    private static void console(ContractRun run) {
        requireRefused(
                CloudException.Kind.NOT_FOUND,
                "console(" + run.subject.missingInstance() + ")",
                () -> run.provider.console(run.subject.missingInstance()));
    }

    private static void endMissing(ContractRun run) {
        run.provider.stop(run.subject.missingInstance());
        run.provider.terminate(run.subject.missingInstance());
    }
}
