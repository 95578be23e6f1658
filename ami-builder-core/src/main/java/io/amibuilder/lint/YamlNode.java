package io.amibuilder.lint;

import java.util.Optional;

/** A piece of a YAML document, with its place. An alias is the node it stands for, so that a tree may share and recur. */
sealed interface YamlNode permits YamlScalar, YamlList, YamlMap {
    /** Where it begins. */
    Position at();

    /** Its explicit tag, resolved. */
    Optional<String> tag();

    /** What it is, for messages: "a list", "a mapping", "the number 5". */
    String described();
}
