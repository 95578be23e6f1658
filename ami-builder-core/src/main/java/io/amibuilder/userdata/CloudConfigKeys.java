package io.amibuilder.userdata;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Which keys a part has at its top level. When its text does not parse, a key counts as there if a line looks like it. */
final class CloudConfigKeys {
    private final String text;
    private final Optional<Set<String>> keys;

    CloudConfigKeys(String text) {
        this.text = text;
        this.keys = parsed(text);
    }

    boolean has(String key) {
        return keys.map(known -> known.contains(key)).orElseGet(() -> mentions(key));
    }

    private boolean mentions(String key) {
        return Pattern.compile("(?m)^[ \\t{]*[\"']?" + Pattern.quote(key) + "[\"']?[ \\t]*:")
                .matcher(text)
                .find();
    }

    private static Optional<Set<String>> parsed(String text) {
        try {
            Object root =
                    new Load(LoadSettings.builder().setAllowDuplicateKeys(true).build()).loadFromString(text);
            return root instanceof Map<?, ?> map
                    ? Optional.of(map.keySet().stream().map(String::valueOf).collect(Collectors.toSet()))
                    : Optional.empty();
        } catch (IllegalArgumentException | YamlEngineException e) {
            return Optional.empty(); // a template, or YAML 1.1 that YAML 1.2 does not know
        }
    }
}
