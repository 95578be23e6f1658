package io.amibuilder.merge;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of a JSON patch, as Python's jsonpointer 2.3 reads it.
 *
 * @param text as it was written
 * @param steps unescaped; none means the whole document
 */
record JsonPointer(String text, List<String> steps) {
    private static final Pattern BAD_ESCAPE = Pattern.compile("~[^01]|~$");
    // "0abc" passes here and fails as a number, "01" is 1
    private static final Pattern INDEX = Pattern.compile("0.*|[1-9][0-9]*\\n?", Pattern.DOTALL);

    /** The container of what a pointer means, and its key or index there; the key null means the container itself. */
    record Place(@Nullable Object container, @Nullable Object key) {}

    static JsonPointer of(@Nullable Object text) {
        if (!(text instanceof String path) || BAD_ESCAPE.matcher(path).find()) {
            throw new PartDroppedException("'" + text + "' is not a JSON pointer");
        }
        if (!path.isEmpty() && !path.startsWith("/")) {
            throw new PartDroppedException("JSON pointer '" + path + "' must start with '/'");
        }
        List<String> steps = path.isEmpty()
                ? List.of()
                : Arrays.stream(path.substring(1).split("/", -1))
                        .map(step -> step.replace("~1", "/").replace("~0", "~"))
                        .toList();
        return new JsonPointer(path, steps);
    }

    Place place(@Nullable Object document) {
        if (steps.isEmpty()) {
            return new Place(document, null);
        }
        Object container = document;
        for (String step : steps.subList(0, steps.size() - 1)) {
            container = walk(container, key(container, step));
        }
        return new Place(container, key(container, steps.get(steps.size() - 1)));
    }

    /** Whether this one leads into, or to, what the other one means. */
    boolean isInside(JsonPointer other) {
        return steps.size() >= other.steps.size()
                && steps.subList(0, other.steps.size()).equals(other.steps);
    }

    private static Object key(@Nullable Object container, String step) {
        if (container instanceof PyDict) {
            return step;
        } else if (!(container instanceof List) && !(container instanceof String) && !(container instanceof byte[])) {
            throw new PartDroppedException("'" + step + "' leads into what is neither a mapping nor a list");
        } else if (step.equals("-")) {
            return step;
        } else if (!INDEX.matcher(step).matches()) {
            throw new PartDroppedException("'" + step + "' is not a list index");
        }
        try {
            return PyNumbers.integer(step, 10).intValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new PartDroppedException("'" + step + "' is not a list index");
        }
    }

    /** The value under a key, where characters of a string count as items. */
    static @Nullable Object walk(@Nullable Object container, @Nullable Object key) {
        if (container instanceof PyDict dict && dict.has(key)) {
            return dict.get(key);
        } else if (key instanceof Integer index && index >= 0) {
            if (container instanceof List<?> list && index < list.size()) {
                return list.get(index);
            } else if (container instanceof String text && index < text.codePointCount(0, text.length())) {
                return Character.toString(text.codePointAt(text.offsetByCodePoints(0, index)));
            } else if (container instanceof byte[] bytes && index < bytes.length) {
                return bytes[index] & 0xff;
            }
        }
        throw new PartDroppedException("the JSON pointer leads to nothing at '" + key + "'");
    }
}
