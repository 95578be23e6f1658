package io.amibuilder.testing;

import static io.amibuilder.testing.CloudProviderContract.Promise.that;
import static io.amibuilder.testing.ContractRun.require;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Query;
import io.amibuilder.testing.CloudProviderContract.Promise;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What tokens, tags and queries of instances promise. */
final class LaunchChecks {
    private LaunchChecks() {}

    static List<Promise> promises() {
        return List.of(
                that("the same token gives the same instance", LaunchChecks::sameToken),
                that("another token gives another instance", LaunchChecks::otherToken),
                that("a spent token makes no second instance", LaunchChecks::spentToken),
                that("an instance carries its tags", LaunchChecks::tags),
                that("instances are found by any of the values of a tag", LaunchChecks::anyOf),
                that("instances are found by a tag whatever its value", LaunchChecks::tagged));
    }

    private static void sameToken(ContractRun run) throws InterruptedException {
        LaunchRequest request = run.request("1", "red");
        InstanceId first = run.launch(request);
        InstanceId second = run.launch(request);
        require(first.equals(second), "one token must give one instance, but gave " + first + " and " + second);
        run.await(first, "must be listed", instance -> true);
        List<InstanceStatus> all = run.provider.instances(run.ours());
        require(all.size() == 1, "one token must give one instance, but there are " + all);
    }

    private static void otherToken(ContractRun run) {
        InstanceId first = run.launch(run.request("1", "red"));
        InstanceId second = run.launch(run.request("2", "red"));
        require(!first.equals(second), "two tokens must give two instances, but both gave " + first);
    }

    /** Some clouds refuse, some answer with the instance that is gone; the engine reads both. */
    private static void spentToken(ContractRun run) throws InterruptedException {
        LaunchRequest request = run.request("1", "red");
        InstanceId first = run.launch(request);
        run.provider.terminate(first);
        run.await(
                first,
                "was terminated and must be gone",
                instance -> instance.state().isGone());
        try {
            InstanceId second = run.launch(request);
            require(first.equals(second), "the token of " + first + " was spent, but launched " + second);
        } catch (CloudException e) {
            if (e.kind() != CloudException.Kind.TOKEN_SPENT) {
                throw new AssertionError("a spent token must be refused as TOKEN_SPENT, but was as " + e.kind(), e);
            }
        }
    }

    private static void tags(ContractRun run) throws InterruptedException {
        LaunchRequest request = run.request("1", "red");
        Map<String, String> tags = run.await(run.launch(request), "must be listed", instance -> true)
                .tags();
        require(
                tags.entrySet().containsAll(request.instanceTags().entrySet()),
                "an instance must carry the tags " + request.instanceTags() + ", but carried " + tags);
    }

    private static void anyOf(ContractRun run) throws InterruptedException {
        InstanceId red = run.launch(run.request("1", "red"));
        InstanceId green = run.launch(run.request("2", "green"));
        run.launch(run.request("3", "blue"));
        Query either =
                new Query(Map.of(AmiTags.BUILD_ID, Set.of(run.buildId), ContractRun.COLOUR, Set.of("red", "green")));
        run.awaitThat(
                "a query for red and green must find these two and no other",
                () -> ids(run, either).equals(Set.of(red, green)));
        run.awaitThat(
                "a query for green must find that one alone",
                () -> ids(run, run.ours().and(ContractRun.COLOUR, "green")).equals(Set.of(green)));
        require(
                ids(run, run.ours().and(ContractRun.COLOUR, "re*")).isEmpty(),
                "the values of a query must be taken as they are, but re* found red");
        require(ids(run, Query.build(run.buildId + "-other")).isEmpty(), "a query for another build must find nothing");
    }

    private static void tagged(ContractRun run) throws InterruptedException {
        InstanceId id = run.launch();
        run.awaitThat(
                "a query for the tag " + ContractRun.COLOUR + " must find " + id,
                () -> ids(run, Query.tagged(ContractRun.COLOUR)).contains(id));
        require(
                ids(run, Query.tagged(ContractRun.COLOUR + "-that-nothing-has")).isEmpty(),
                "a query for a tag that nothing has must find nothing");
    }

    private static Set<InstanceId> ids(ContractRun run, Query query) {
        return run.provider.instances(query).stream()
                .filter(instance -> !instance.state().isGone())
                .map(InstanceStatus::id)
                .collect(Collectors.toSet());
    }
}
