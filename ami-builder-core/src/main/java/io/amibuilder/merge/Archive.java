package io.amibuilder.merge;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts in a {@code #cloud-config-archive}: user_data.py, _explode_archive. */
final class Archive {
    private static final Set<String> NOT_HEADERS = Set.of(
            "content", "filename", "type", "launch-index", "content-disposition", "number-attachments", "content-type");
    private static final String OCTETS = "application/octet-stream";

    private Archive() {}

    /**
     * Its parts, in order.
     *
     * @throws PartDroppedException when it is not a YAML list: cloud-init takes it for an empty one
     * @throws AllLostException when one of its entries makes cloud-init lose all user-data
     */
    static List<Part> parts(Part archive) {
        Object entries = PyYaml.load(archive.text());
        if (entries instanceof Set) {
            throw new NotJudgedException("the order in an archive that is a !!set is chance");
        } else if (!(entries instanceof List<?> list)) {
            throw new PartDroppedException("an archive must be a YAML list");
        } else {
            List<Part> parts = new ArrayList<>();
            for (Object entry : list) {
                String name = archive.name() + "[" + parts.size() + "]";
                if (entry instanceof String text) {
                    parts.add(part(name, new PyDict(), text));
                } else if (entry instanceof PyDict dict) {
                    parts.add(part(name, dict, dict.has("content") ? dict.get("content") : ""));
                }
            }
            return parts;
        }
    }

    private static Part part(String name, PyDict entry, @Nullable Object content) {
        checkHeaders(entry);
        String type = type(entry, content);
        if (type.indexOf('/') < 0) {
            throw new AllLostException("type '" + type + "' of an archive entry has no '/'");
        }
        String handled = type.toLowerCase(Locale.ROOT);
        if (!handled.startsWith("text/")) {
            return new Part(name, handled, "", Optional.empty(), launchIndex(entry));
        }
        if (!type.startsWith("text/")
                && !(content instanceof String ascii && ascii.chars().allMatch(c -> c < 0x80))) {
            throw new NotJudgedException("cloud-init does not encode the content of type '" + type + "'");
        }
        return new Part(name, handled, text(content), mergeType(entry), launchIndex(entry));
    }

    private static String type(PyDict entry, @Nullable Object content) {
        Object type = entry.get("type");
        if (type instanceof String text && !text.isEmpty()) {
            return text;
        } else if (type != null && !PyValues.equal(type, 0) && !"".equals(type)) {
            throw new AllLostException("the type of an archive entry must be a string");
        }
        if (content instanceof byte[] bytes) {
            return utf8(bytes).flatMap(PartTypes::of).orElse(OCTETS);
        }
        return PartTypes.of(text(content)).orElse(PartTypes.CLOUD_CONFIG);
    }

    private static String text(@Nullable Object content) {
        if (content instanceof String text) {
            return text;
        } else if (content instanceof byte[] bytes) {
            return utf8(bytes).orElseThrow(() -> new AllLostException("text in an archive must be UTF-8"));
        }
        throw new AllLostException("the content of an archive entry must be a string");
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static void checkHeaders(PyDict entry) {
        for (PyDict.Item item : entry.items()) {
            if (!(item.key() instanceof String key)) {
                throw new AllLostException("the keys of an archive entry must be strings");
            }
            boolean header = !NOT_HEADERS.contains(key.toLowerCase(Locale.ROOT));
            if (header && item.value() != null && !(item.value() instanceof String)) {
                throw new AllLostException("the header '" + key + "' of an archive entry must be a string");
            }
        }
    }

    private static Optional<String> mergeType(PyDict entry) {
        return entry.get("Merge-Type") instanceof String type && !type.isEmpty()
                ? Optional.of(type)
                : entry.get("X-Merge-Type") instanceof String other ? Optional.of(other) : Optional.empty();
    }

    private static Optional<Object> launchIndex(PyDict entry) {
        return entry.has("launch-index") ? Optional.of(String.valueOf(entry.get("launch-index"))) : Optional.empty();
    }
}
