package io.amibuilder.merge;

import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Python tuple, from {@code !!omap} and {@code !!pairs}: a list to mergers that read it, but it cannot be patched. */
final class PyTuple extends AbstractList<@Nullable Object> {
    private final List<@Nullable Object> items;

    PyTuple(List<@Nullable Object> items) {
        this.items = items;
    }

    @Override
    public @Nullable Object get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }
}
