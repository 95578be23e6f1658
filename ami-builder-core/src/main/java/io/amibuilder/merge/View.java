package io.amibuilder.merge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Unmodifiable Java collections of Python values. Aliases stay one object, so that they cannot grow into very much. */
final class View {
    private final IdentityHashMap<Object, Object> done = new IdentityHashMap<>();

    @Nullable
    Object of(@Nullable Object value) {
        if (!(value instanceof PyDict) && !(value instanceof List) && !(value instanceof Set)) {
            return value;
        }
        Object view = done.get(value);
        if (view == null) {
            view = make(value);
            done.put(value, view);
        }
        return view;
    }

    private Object make(Object value) {
        if (value instanceof PyDict dict) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            dict.items().forEach(item -> map.put(key(item.key()), of(item.value())));
            return Collections.unmodifiableMap(map);
        } else if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(of(item)));
            return Collections.unmodifiableList(items);
        }
        return Collections.unmodifiableSet(new LinkedHashSet<>((Set<?>) value));
    }

    private static String key(@Nullable Object key) {
        return key instanceof String text ? text : ViewText.of(key);
    }
}
