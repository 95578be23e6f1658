package io.amibuilder;

import io.amibuilder.error.AmiBuilderException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A build was finished without everything it needs. */
public final class IncompleteBuildException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** The calls that are missing, as in {@code provider(...)}. */
    private final List<String> missing;

    IncompleteBuildException(List<String> missing) {
        super("AmiBuild still needs " + sentence(missing) + inSource(missing));
        this.missing = List.copyOf(missing);
    }

    /** {@return the calls that are missing, as in {@code provider(...)}} */
    public List<String> missing() {
        return missing;
    }

    /** What a source can say itself. */
    private static String inSource(List<String> missing) {
        Map<String, String> variables =
                Map.of("name(...)", "NAME", "version(...)", "VERSION", "baseImage(...)", "BASE");
        List<String> possible = missing.stream()
                .map(variables::get)
                .filter(Objects::nonNull)
                .map(variable -> variable + "=")
                .toList();
        return possible.isEmpty() ? "" : ". The source's ami.env may say " + sentence(possible) + " instead";
    }

    private static String sentence(List<String> calls) {
        int last = calls.size() - 1;
        return last == 0 ? calls.get(0) : String.join(", ", calls.subList(0, last)) + " and " + calls.get(last);
    }
}
