package io.amibuilder.merge;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON patch as Python's jsonpatch 1.32, with which cloud-init applies {@code #cloud-config-jsonp} parts, understands it.
 * All its operations are made or none.
 */
final class JsonPatch {
    private static final Set<String> OPERATIONS = Set.of("add", "remove", "replace", "move", "copy", "test");

    private JsonPatch() {}

    /** The patched document; the given one stays as it is. */
    static @Nullable Object apply(@Nullable Object document, @Nullable Object patch) {
        Collection<?> operations = operations(patch);
        for (Object operation : operations) {
            check(operation);
        }
        Object patched = PyValues.deepCopy(document);
        for (Object operation : operations) {
            patched = apply(patched, (PyDict) operation);
        }
        return patched;
    }

    private static Collection<?> operations(@Nullable Object patch) {
        if (patch instanceof List<?> list) {
            return list;
        } else if ((patch instanceof PyDict dict && dict.size() == 0) || "".equals(patch)) {
            return List.of();
        }
        throw new PartDroppedException("a JSON patch must be a list of operations");
    }

    private static void check(@Nullable Object operation) {
        if (!(operation instanceof PyDict dict)
                || !(dict.get("op") instanceof String name)
                || !OPERATIONS.contains(name)
                || !dict.has("path")) {
            throw new PartDroppedException("an operation of a JSON patch needs a known 'op' and a 'path'");
        }
        JsonPointer.of(dict.get("path"));
    }

    private static @Nullable Object apply(@Nullable Object document, PyDict operation) {
        JsonPointer path = JsonPointer.of(operation.get("path"));
        return switch (String.valueOf(operation.get("op"))) {
            case "add" -> add(document, path, value(operation));
            case "remove" -> remove(document, path);
            case "replace" -> replace(document, path, value(operation));
            case "move" -> move(document, JsonPointer.of(operation.get("from")), path);
            case "copy" -> {
                JsonPointer.Place from = JsonPointer.of(operation.get("from")).place(document);
                yield add(document, path, PyValues.deepCopy(JsonPointer.walk(from.container(), from.key())));
            }
            default -> {
                test(document, path, value(operation));
                yield document;
            }
        };
    }

    private static @Nullable Object value(PyDict operation) {
        if (!operation.has("value")) {
            throw new PartDroppedException("an operation of a JSON patch needs a 'value'");
        }
        return operation.get("value");
    }

    private static @Nullable Object add(@Nullable Object document, JsonPointer path, @Nullable Object value) {
        JsonPointer.Place place = path.place(document);
        if (place.container() instanceof PyDict dict) {
            if (place.key() == null) {
                return value;
            }
            dict.put(place.key(), value);
            return document;
        }
        List<@Nullable Object> list = changeable(place, path);
        if ("-".equals(place.key())) {
            list.add(value);
            return document;
        }
        list.add(index(place, path, list.size() + 1), value);
        return document;
    }

    private static @Nullable Object remove(@Nullable Object document, JsonPointer path) {
        JsonPointer.Place place = path.place(document);
        if (place.container() instanceof PyDict dict) {
            JsonPointer.walk(dict, place.key());
            dict.pop(place.key());
        } else {
            List<@Nullable Object> list = changeable(place, path);
            list.remove(index(place, path, list.size()));
        }
        return document;
    }

    private static @Nullable Object replace(@Nullable Object document, JsonPointer path, @Nullable Object value) {
        JsonPointer.Place place = path.place(document);
        if (place.key() == null) {
            return value;
        } else if ("-".equals(place.key())) {
            throw new PartDroppedException("JSON patch: 'replace' cannot have a path that ends in '-'");
        }
        if (place.container() instanceof PyDict dict) {
            JsonPointer.walk(dict, place.key());
            dict.put(place.key(), value);
        } else {
            List<@Nullable Object> list = changeable(place, path);
            list.set(index(place, path, list.size()), value);
        }
        return document;
    }

    private static @Nullable Object move(@Nullable Object document, JsonPointer from, JsonPointer path) {
        JsonPointer.Place place = from.place(document);
        Object value = JsonPointer.walk(place.container(), place.key());
        if (path.steps().equals(from.steps())) {
            return document;
        } else if (place.container() instanceof PyDict && path.isInside(from)) {
            throw new PartDroppedException("JSON patch: '" + from.text() + "' cannot be moved into itself");
        }
        return add(remove(document, from), path, value);
    }

    private static void test(@Nullable Object document, JsonPointer path, @Nullable Object expected) {
        JsonPointer.Place place = path.place(document);
        Object found = place.key() == null ? place.container() : JsonPointer.walk(place.container(), place.key());
        if (!PyValues.equal(found, expected)) {
            throw new PartDroppedException("JSON patch: the test of '" + path.text() + "' fails");
        }
    }

    @SuppressWarnings("unchecked")
    private static List<@Nullable Object> changeable(JsonPointer.Place place, JsonPointer path) {
        if (place.container() instanceof List<?> list && !(list instanceof PyTuple)) {
            return (List<@Nullable Object>) list;
        }
        throw new PartDroppedException("JSON patch: '" + path.text() + "' is not in a mapping or list");
    }

    private static int index(JsonPointer.Place place, JsonPointer path, int end) {
        if (place.key() instanceof Integer index && index < end) {
            return index;
        }
        throw new PartDroppedException("JSON patch: '" + path.text() + "' is outside of the list");
    }
}
