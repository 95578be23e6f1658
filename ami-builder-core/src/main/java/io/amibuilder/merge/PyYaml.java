package io.amibuilder.merge;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * YAML as cloud-init reads it, with PyYAML's safe loader. Values are PyDict, List, PyTuple, Set, String, Boolean, Integer,
 * Long, BigInteger, Double, byte[], LocalDate, LocalDateTime, OffsetDateTime and null.
 */
final class PyYaml {
    private PyYaml() {}

    /**
     * @throws PartDroppedException where cloud-init has an error
     * @throws NotJudgedException when it cannot be told
     */
    static @Nullable Object load(String text) {
        Optional<YamlNode> root = new YamlComposer(YamlEvents.of(text)).root();
        return root.isEmpty() ? null : new YamlConstructor().construct(root.get());
    }
}
