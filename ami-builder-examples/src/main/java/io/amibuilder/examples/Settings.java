package io.amibuilder.examples;

import io.amibuilder.error.AmiBuilderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads settings from an environment and remembers everything that is wrong with them. An empty one counts as not set. */
final class Settings {
    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    Settings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    String required(String name, String alternative) {
        return optional(name).orElseGet(() -> {
            problem(name + alternative + " is missing");
            return "";
        });
    }

    /** What the parser makes of a setting; its complaint becomes a problem of that setting. */
    <T> Optional<T> parsed(String name, String value, Function<String, T> parser) {
        if (value.isBlank()) {
            return Optional.empty(); // missing, which was told already
        }
        try {
            return Optional.of(parser.apply(value));
        } catch (IllegalArgumentException | AmiBuilderException e) {
            problem(name + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    Duration seconds(String name, int fallback, int least, int most) {
        String limits = most == Integer.MAX_VALUE ? "at least " + least : "between " + least + " and " + most;
        String text = optional(name).orElse(String.valueOf(fallback)).strip();
        try {
            int seconds = Integer.parseInt(text);
            if (seconds < least || seconds > most) {
                problem(name + " must be " + limits + " seconds, but was " + seconds);
            }
            return Duration.ofSeconds(seconds);
        } catch (NumberFormatException e) {
            problem(name + " must be a whole number of seconds, " + limits + ", but was '" + text + "'");
            return Duration.ofSeconds(fallback);
        }
    }

    void problem(String problem) {
        problems.add(problem);
    }

    /** Ends the reading: throws when anything was wrong. */
    void check(String usage) {
        if (!problems.isEmpty()) {
            throw new UsageException(problems, usage);
        }
    }
}
