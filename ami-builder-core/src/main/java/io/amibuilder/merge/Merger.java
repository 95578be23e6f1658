package io.amibuilder.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * cloud-init's LookupMerger: the first merger for the type of the old value decides; where there is none, the old value
 * stays. Which types that may be is in mergers/m_dict.py, m_list.py and m_str.py.
 */
final class Merger {
    private Optional<DictMerger> dicts = Optional.empty();
    private Optional<ListMerger> lists = Optional.empty();
    private Optional<StringMerger> strings = Optional.empty();

    Merger(List<MergerChoice> choices) {
        for (MergerChoice choice : choices) {
            add(choice);
        }
    }

    private void add(MergerChoice choice) {
        // all are made, so that a bad one counts even if an earlier one is used
        if (!(choice.name() instanceof String name)) {
            throw new PartDroppedException("the name of a merger must be a string");
        }
        switch (name.startsWith("m_") ? name.substring(2) : name) {
            case "dict" -> {
                DictMerger merger = new DictMerger(this, choice.options());
                dicts = dicts.or(() -> Optional.of(merger));
            }
            case "list" -> {
                ListMerger merger = new ListMerger(this, choice.options());
                lists = lists.or(() -> Optional.of(merger));
            }
            case "str" -> {
                StringMerger merger = new StringMerger(choice.options());
                strings = strings.or(() -> Optional.of(merger));
            }
            default -> throw new PartDroppedException("merger '" + name + "' is unknown");
        }
    }

    /** Whether a part can change anything at all. */
    boolean mergesDicts() {
        return dicts.isPresent();
    }

    @Nullable
    Object merge(@Nullable Object old, @Nullable Object with) {
        if (old instanceof PyDict dict && dicts.isPresent()) {
            return dicts.get().merge(dict, with);
        } else if (old instanceof List<?> list && lists.isPresent()) {
            List<@Nullable Object> values = new ArrayList<>(list);
            return lists.get().merge(values, old instanceof PyTuple, with);
        } else if (old instanceof String text && strings.isPresent()) {
            return strings.get().merge(text, with);
        }
        return old;
    }
}
