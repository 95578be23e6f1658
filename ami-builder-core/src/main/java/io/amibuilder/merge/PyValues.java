package io.amibuilder.merge;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Equality and copies as Python has them. */
final class PyValues {
    private static final Object NONE = new Object();

    private PyValues() {}

    /** An integer in the smallest of Integer, Long and BigInteger. */
    static Object integer(BigInteger value) {
        int bits = value.bitLength();
        if (bits < Integer.SIZE) {
            return value.intValue();
        }
        return bits < Long.SIZE ? value.longValue() : value;
    }

    /** Something with the equality that Python's hash tables use. */
    static Object hashed(@Nullable Object key) {
        if (key == null) {
            return NONE;
        } else if (key instanceof Boolean bool) {
            return bool ? BigDecimal.ONE : BigDecimal.ZERO;
        } else if (key instanceof Double number) {
            // two NaN are never the same key
            return number.isNaN() ? new Object() : number.isInfinite() ? number : decimal(new BigDecimal(number));
        } else if (key instanceof Number number) {
            return decimal(new BigDecimal(number.toString()));
        } else if (key instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        } else if (key instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        return key;
    }

    private static BigDecimal decimal(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    static boolean equal(@Nullable Object a, @Nullable Object b) {
        if (a instanceof PyDict left) {
            return b instanceof PyDict right && equalDicts(left, right);
        } else if (a instanceof List<?> left) {
            return b instanceof List<?> right
                    && a instanceof PyTuple == b instanceof PyTuple
                    && equalLists(left, right);
        } else if (a instanceof Set || b instanceof Set || b instanceof PyDict || b instanceof List) {
            return a instanceof Set && a.equals(b);
        }
        return hashed(a).equals(hashed(b));
    }

    private static boolean equalDicts(PyDict left, PyDict right) {
        return left.size() == right.size()
                && left.items().stream()
                        .allMatch(item -> right.has(item.key()) && equal(item.value(), right.get(item.key())));
    }

    private static boolean equalLists(List<?> left, List<?> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (!equal(left.get(i), right.get(i))) {
                return false;
            }
        }
        return left.size() == right.size();
    }

    /** A deep copy in which what was one object (a YAML alias) is one object again, as in Python's copy.deepcopy. */
    static @Nullable Object deepCopy(@Nullable Object value) {
        return deepCopy(value, new IdentityHashMap<>());
    }

    private static @Nullable Object deepCopy(@Nullable Object value, Map<Object, Object> done) {
        if (!(value instanceof PyDict) && !(value instanceof List)) {
            return value;
        }
        Object copy = done.get(value);
        if (copy != null) {
            return copy;
        }
        if (value instanceof PyDict dict) {
            PyDict newDict = new PyDict();
            dict.items().forEach(item -> newDict.put(item.key(), deepCopy(item.value(), done)));
            copy = newDict;
        } else {
            List<@Nullable Object> newList = new ArrayList<>();
            ((List<?>) value).forEach(item -> newList.add(deepCopy(item, done)));
            copy = value instanceof PyTuple ? new PyTuple(newList) : newList;
        }
        done.put(value, copy);
        return copy;
    }
}
