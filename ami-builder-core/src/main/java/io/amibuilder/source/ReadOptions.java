package io.amibuilder.source;

import io.amibuilder.lint.LintCode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How a source directory is read. Immutable; derive others with {@link #environment(Map)} and
 * {@link #compileLimit(Duration)}.
 *
 * @param environment what {@code script/compile.sh} sees, from which cloud credentials are taken out first
 * @param compileLimit how long {@code script/compile.sh} may run; positive
 * @param allowed findings of the linter that are meant as they are, besides those that {@code LINT_ALLOW} in
 *     {@code ami.env} names; by default none
 */
public record ReadOptions(Map<String, String> environment, Duration compileLimit, Set<LintCode> allowed) {
    /** Ten minutes: a compile script downloads and builds at most; what takes longer is a build job of its own. */
    public static final Duration DEFAULT_COMPILE_LIMIT = Duration.ofMinutes(10);

    /**
     * Copies the environment and checks the limit.
     *
     * @param environment what {@code script/compile.sh} sees, from which cloud credentials are taken out first
     * @param compileLimit how long {@code script/compile.sh} may run
     * @param allowed findings of the linter that are meant as they are, besides those that {@code LINT_ALLOW} in
     *     {@code ami.env} names
     */
    public ReadOptions {
        environment = Map.copyOf(environment);
        allowed = Set.copyOf(allowed);
        if (compileLimit.isNegative() || compileLimit.isZero()) {
            throw new IllegalArgumentException(
                    "the time limit of script/compile.sh must be positive, but was " + compileLimit);
        }
    }

    /** {@return the environment of this process and {@link #DEFAULT_COMPILE_LIMIT}} */
    public static ReadOptions defaults() {
        return new ReadOptions(System.getenv(), DEFAULT_COMPILE_LIMIT, Set.of());
    }

    /**
     * {@return the same with another environment}
     *
     * @param other the variables by name; all of them
     */
    public ReadOptions environment(Map<String, String> other) {
        return new ReadOptions(other, compileLimit, allowed);
    }

    /**
     * {@return the same with another time limit}
     *
     * @param other positive
     */
    public ReadOptions compileLimit(Duration other) {
        return new ReadOptions(environment, other, allowed);
    }

    /**
     * {@return the same without these findings of the linter}
     *
     * @param codes what the linter calls them
     */
    public ReadOptions allow(LintCode... codes) {
        Set<LintCode> more = new HashSet<>(allowed);
        more.addAll(Set.of(codes));
        return new ReadOptions(environment, compileLimit, more);
    }

    /** Names no values: the environment may hold secrets. */
    @Override
    public String toString() {
        return environment.size() + " environment variables, compile.sh at most " + compileLimit;
    }
}
