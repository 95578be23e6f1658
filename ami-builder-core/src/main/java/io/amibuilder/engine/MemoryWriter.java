package io.amibuilder.engine;

import io.amibuilder.json.Json;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the fields of {@link Memory} and {@link Notebook} into what JSON has, by their names, so that none can be forgotten
 * but those that are {@code transient}; {@link MemoryReader} turns them back.
 */
final class MemoryWriter {
    /** The name under which a value of a sealed type says which of its records it is. */
    static final String KIND = "kind";

    private MemoryWriter() {}

    static String text(Map<String, Object> fields) {
        return Json.compact(fields);
    }

    /** The fields that have a value. */
    static Map<String, Object> fields(Object memory) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Field field : memory.getClass().getDeclaredFields()) {
            if (isRemembered(field)) {
                try {
                    put(fields, field.getName(), field.get(memory));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(field + " must not be private", e);
                }
            }
        }
        return fields;
    }

    static boolean isRemembered(Field field) {
        return !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers());
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value(value));
        }
    }

    private static Object value(Object value) {
        if (value instanceof String || value instanceof Integer || value instanceof Boolean) {
            return value;
        } else if (value instanceof Instant instant) {
            return instant.toString();
        } else if (value instanceof Enum<?> constant) {
            return constant.name();
        } else if (value instanceof Optional<?> optional) {
            return optional.stream().map(MemoryWriter::value).toList();
        } else if (value instanceof Collection<?> collection) {
            return collection.stream().map(MemoryWriter::value).toList();
        } else if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> List.of(value(entry.getKey()), value(entry.getValue())))
                    .toList();
        } else if (value instanceof Record record) {
            return components(record);
        }
        return fields(value);
    }

    private static Map<String, Object> components(Record record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (record.getClass().getInterfaces().length > 0) {
            fields.put(KIND, record.getClass().getSimpleName());
        }
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                put(fields, component.getName(), component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(component + " must be readable", e);
            }
        }
        return fields;
    }
}
