package io.amibuilder.merge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code merge_how} and {@code Merge-Type}, as cloud-init's mergers/__init__.py does. */
final class MergerSyntax {
    static final String DEFAULT = "dict(replace)+list()+str()";

    private static final Pattern CALL = Pattern.compile("([a-zA-Z_][A-Za-z0-9_]*)\\((.*?)\\)");

    private MergerSyntax() {}

    /** Takes the mergers out of a part: {@code merge_type} only counts, and only goes, when there is no {@code merge_how}. */
    static List<MergerChoice> takeFrom(PyDict config) {
        Object raw = config.pop("merge_how");
        if (raw == null) {
            raw = config.pop("merge_type");
        }
        if (raw == null) {
            return List.of();
        } else if (raw instanceof String text) {
            return ofString(text);
        } else if (raw instanceof List<?> list) {
            return list.stream().flatMap(item -> ofItem(item).stream()).toList();
        } else if ((raw instanceof PyDict dict && dict.size() == 0)
                || (raw instanceof Set<?> set && set.isEmpty())
                || (raw instanceof byte[] bytes && bytes.length == 0)) {
            return List.of();
        }
        throw new PartDroppedException("merge_how must be a string or a list");
    }

    private static List<MergerChoice> ofItem(@Nullable Object item) {
        Object name;
        Options options;
        if (item instanceof PyDict dict) {
            if (!(dict.get("name") instanceof String text)) {
                throw new PartDroppedException("an item of merge_how needs a 'name'");
            } else if (!dict.has("settings")) {
                throw new PartDroppedException("an item of merge_how needs 'settings'");
            }
            name = text.replace('-', '_').strip();
            options = new Options(dict.get("settings"));
        } else if (item instanceof List<?> list && !list.isEmpty()) {
            name = list.get(0);
            options = new Options(new ArrayList<>(list.subList(1, list.size())));
        } else {
            throw new PartDroppedException("an item of merge_how must have a name and settings");
        }
        return isFalse(name) ? List.of() : List.of(new MergerChoice(name, options));
    }

    private static boolean isFalse(@Nullable Object value) {
        return value == null
                || PyValues.equal(value, 0)
                || value.equals("")
                || (value instanceof List<?> list && list.isEmpty())
                || (value instanceof Set<?> set && set.isEmpty())
                || (value instanceof PyDict dict && dict.size() == 0)
                || (value instanceof byte[] bytes && bytes.length == 0);
    }

    /** The string syntax, {@code name(option,option)+name()}. */
    static List<MergerChoice> ofString(String text) {
        List<MergerChoice> choices = new ArrayList<>();
        for (String item : text.split("\\+", -1)) {
            String call = item.toLowerCase(Locale.ROOT).strip().replace('-', '_');
            if (call.isEmpty()) {
                continue;
            }
            Matcher match = CALL.matcher(call);
            if (!match.matches()) {
                throw new PartDroppedException("merger '" + call + "' must be written name(settings)");
            }
            List<String> options = Arrays.stream(match.group(2).split(","))
                    .map(String::strip)
                    .filter(option -> !option.isEmpty())
                    .toList();
            choices.add(new MergerChoice(match.group(1), new Options(options)));
        }
        return choices;
    }
}
