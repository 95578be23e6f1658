package io.amibuilder.merge;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Python dict: keys in the order of their first insertion, and equal as Python has it, so that {@code 1}, {@code 1.0} and
 * {@code true} are one key, which stays as it was first written.
 */
final class PyDict {
    /** A key as it was first written, with its value. */
    record Item(@Nullable Object key, @Nullable Object value) {}

    private final Map<Object, Item> items = new LinkedHashMap<>();

    PyDict() {}

    PyDict(PyDict other) {
        items.putAll(other.items);
    }

    void put(@Nullable Object key, @Nullable Object value) {
        Object hashed = PyValues.hashed(key);
        Item old = items.get(hashed);
        items.put(hashed, new Item(old == null ? key : old.key(), value));
    }

    boolean has(@Nullable Object key) {
        return items.containsKey(PyValues.hashed(key));
    }

    @Nullable
    Object get(@Nullable Object key) {
        Item item = items.get(PyValues.hashed(key));
        return item == null ? null : item.value();
    }

    /** Removes the key and returns its value, or null. */
    @Nullable
    Object pop(@Nullable Object key) {
        Item item = items.remove(PyValues.hashed(key));
        return item == null ? null : item.value();
    }

    Collection<Item> items() {
        return items.values();
    }

    int size() {
        return items.size();
    }
}
