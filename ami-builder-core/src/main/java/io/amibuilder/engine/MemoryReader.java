package io.amibuilder.engine;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Turns what {@link MemoryWriter} has written into the values that it was made of. */
final class MemoryReader {
    private MemoryReader() {}

    static Map<?, ?> parse(String text) {
        return as(Map.class, new Load(LoadSettings.builder().build()).loadFromString(text)); // JSON is YAML
    }

    /** Sets the fields of a value that was just made; those that are not named keep what they have. */
    static <T> T fill(T memory, Map<?, ?> fields) {
        for (Field field : memory.getClass().getDeclaredFields()) {
            Object value = fields.get(field.getName());
            if (MemoryWriter.isRemembered(field) && value != null) {
                try {
                    field.set(memory, value(field.getGenericType(), value));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(field + " must be neither private nor final", e);
                }
            }
        }
        return memory;
    }

    private static Object value(Type type, @Nullable Object value) {
        if (type == int.class) {
            return as(Integer.class, value);
        } else if (type == boolean.class) {
            return as(Boolean.class, value);
        } else if (type == String.class) {
            return as(String.class, value);
        } else if (type == Instant.class) {
            return Instant.parse(as(String.class, value));
        } else if (type == Notebook.class) {
            return fill(new Notebook(), as(Map.class, value));
        } else if (type instanceof ParameterizedType generic) {
            return several(generic, as(List.class, value));
        }
        Class<?> plain = (Class<?>) type;
        return plain.isEnum() ? constant(plain, as(String.class, value)) : record(plain, as(Map.class, value));
    }

    private static Object several(ParameterizedType type, List<?> values) {
        Type of = type.getActualTypeArguments()[0];
        if (type.getRawType() == Map.class) {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (Object each : values) {
                List<?> entry = as(List.class, each);
                map.put(value(of, entry.get(0)), value(type.getActualTypeArguments()[1], entry.get(1)));
            }
            return map;
        }
        List<Object> all = values.stream().map(each -> value(of, each)).toList();
        if (type.getRawType() == Optional.class) {
            return all.stream().findFirst();
        }
        return type.getRawType() == Set.class ? new LinkedHashSet<>(all) : all;
    }

    private static Object constant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no " + type.getSimpleName()));
    }

    private static Object record(Class<?> type, Map<?, ?> fields) {
        Class<?> made = type.isSealed() ? kind(type, String.valueOf(fields.get(MemoryWriter.KIND))) : type;
        RecordComponent[] components = made.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(component -> value(component.getGenericType(), fields.get(component.getName())))
                .toArray();
        try {
            return made.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(String.valueOf(e.getCause()), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(made + " must be a record that the engine can make", e);
        }
    }

    private static Class<?> kind(Class<?> sealed, String name) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .filter(each -> each.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no " + sealed.getSimpleName()));
    }

    private static <T> T as(Class<T> type, @Nullable Object value) {
        if (!type.isInstance(value)) {
            String was = value == null ? "nothing" : "'" + value + "'";
            throw new IllegalArgumentException(was + " stands where a " + type.getSimpleName() + " belongs");
        }
        return type.cast(value);
    }
}
