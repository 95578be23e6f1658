package io.amibuilder.merge;

import java.util.Optional;

/** A part with the type under which it is handled, and its launch index as a header, if it has one. */
record Part(String name, String type, String text, Optional<String> mergeType, Optional<Object> launchIndex) {
    static Part of(ConfigPart part) {
        String type = PartTypes.of(part.contentType(), part.text());
        return new Part(part.name(), type, part.text(), part.mergeType(), Optional.empty());
    }
}
