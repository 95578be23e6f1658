package io.amibuilder.merge;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parts for another instance of the same launch are dropped: user_data.py, _attach_launch_index; filters/launch_index.py. */
final class LaunchIndex {
    private LaunchIndex() {}

    /** @throws PartDroppedException when the part is not for the first, or only, instance */
    static void check(Optional<Object> header, @Nullable Object inConfig) {
        Object index = header.isPresent() ? header.get() : inConfig;
        boolean first = index == null || isFirst(index, header.isPresent());
        if (!first) {
            throw new PartDroppedException("launch-index " + index + " is for another instance");
        }
    }

    private static boolean isFirst(Object index, boolean fromHeader) {
        if (index instanceof Boolean bool) {
            return !bool;
        } else if (index instanceof Number number) {
            return number instanceof Double d ? !(Math.abs(d) >= 1) : PyValues.equal(number, 0);
        } else if (index instanceof String text) {
            try {
                return PyNumbers.integer(text, 10).signum() == 0;
            } catch (NumberFormatException e) {
                return !fromHeader; // what is no number in the YAML does not become a header
            }
        }
        return !fromHeader;
    }
}
