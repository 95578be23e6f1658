package io.amibuilder;

import io.amibuilder.engine.BakeRequest;
import io.amibuilder.engine.TestRequest;
import io.amibuilder.source.AmiSource;
import io.amibuilder.storage.ArtifactStore;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.wait.WaitPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an instance of the new image must do before the image counts. It is told so in its user-data, like an instance that
 * bakes: it proves success by the same nonce, gives up by the same dead-man, and powers itself off; then it is ended. An
 * immutable value.
 */
public final class SmokeTest {
    // What the instance needs beside the test: to boot, and to power itself off after its dead-man has spoken
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private static final String PART = "60_smoke-test.sh";

    private final Origin origin;
    private final Optional<Duration> limit;

    private SmokeTest(Origin origin, Optional<Duration> limit) {
        this.origin = origin;
        this.limit = limit;
    }

    /**
     * Commands, each of which must end with status 0, run in this order as root by {@code /bin/sh -e}, each in a shell of
     * its own. The first that fails ends the test with its status; what they wrote is the log of the failure. cloud-init
     * runs them while the instance boots, perhaps before every service is up: wait for it, as in
     * {@code timeout 60 sh -c 'until systemctl is-active nginx; do sleep 1; done'}.
     *
     * @param commands at least one
     * @return a test without a time limit of its own
     */
    public static SmokeTest commands(String... commands) {
        if (commands.length == 0 || List.of(commands).stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "a smoke test needs at least one command, none of them blank, but was " + List.of(commands));
        }
        return source(AmiSource.builder().part(PART, script(List.of(commands))).build());
    }

    /**
     * A source directory, laid out like that of an image; it is read when the build compiles. Its ami.env names nothing.
     *
     * @param directory with the steps that are the test
     * @return a test without a time limit of its own
     */
    public static SmokeTest source(Path directory) {
        return new SmokeTest(new Origin.Directory(directory), Optional.empty());
    }

    /**
     * A source built in code.
     *
     * @param source whose steps are the test
     * @return a test without a time limit of its own
     */
    public static SmokeTest source(AmiSource source) {
        return new SmokeTest(new Origin.Source(source), Optional.empty());
    }

    /**
     * The same test with a time limit of its own: after this long its instance gives up and says so. By default that is the
     * dead-man of the build's {@link CompileOptions}.
     *
     * @param limit positive; the instance has ten minutes more to boot and to power itself off
     * @return a new test; this one stays as it is
     */
    public SmokeTest atMost(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("the limit of a smoke test must be positive, but was " + limit);
        }
        return new SmokeTest(origin, Optional.of(limit));
    }

    CompiledAmi compile(CompileOptions options, Optional<ArtifactStore> store) {
        return origin.compile(limit.map(options::deadMan).orElse(options), store);
    }

    TestRequest request(
            CompiledAmi compiled, Optional<BakeRequest.Stored> stored, WaitPolicy instance, WaitPolicy proof) {
        return new TestRequest(
                compiled.userdata(),
                stored,
                limit.map(atMost -> instance.limit(atMost.plus(MARGIN))).orElse(instance),
                proof);
    }

    /** One shell for each command: a failure that {@code !} or {@code &&} would hide from {@code set -e} counts as well. */
    private static String script(List<String> commands) {
        return commands.stream()
                .map(command -> "check '" + command.replace("'", "'\\''") + "'\n")
                .collect(Collectors.joining("", """
                        #!/bin/sh
                        check() {
                            echo "smoke test: $1"
                            /bin/sh -ec "$1" || exit $?
                        }
                        """, ""));
    }

    @Override
    public String toString() {
        return "smoke test of " + origin
                + limit.map(atMost -> " at most " + atMost).orElse("");
    }
}
