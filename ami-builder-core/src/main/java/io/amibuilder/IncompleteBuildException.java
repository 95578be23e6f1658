package io.amibuilder;

import io.amibuilder.error.AmiBuilderException;
import java.util.List;

/** A build was finished without everything it needs. */
public final class IncompleteBuildException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** The calls that are missing, as in {@code provider(...)}. */
    private final List<String> missing;

    IncompleteBuildException(List<String> missing) {
        super("AmiBuild still needs " + sentence(missing));
        this.missing = List.copyOf(missing);
    }

    /** {@return the calls that are missing, as in {@code provider(...)}} */
    public List<String> missing() {
        return missing;
    }

    private static String sentence(List<String> calls) {
        int last = calls.size() - 1;
        return last == 0 ? calls.get(0) : String.join(", ", calls.subList(0, last)) + " and " + calls.get(last);
    }
}
