package io.amibuilder.aws;

import io.amibuilder.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A policy that allows and denies nothing else. {@link #toString()} is the document to give to IAM: the same for the same
 * permissions, at any time and on any machine. Immutable.
 */
public final class IamPolicy {
    /** The most characters that a managed policy may have, not counting white space (IAM user guide, "Quotas"). */
    public static final int MAX_CHARACTERS = 6144;

    private final Map<String, IamStatement> statements = new LinkedHashMap<>();

    IamPolicy(List<IamStatement> all) {
        all.forEach(each -> statements.merge(each.sid(), each, IamStatement::or));
    }

    /** {@return everything that it allows, sorted, as in {@code ec2:RunInstances}} */
    public Set<String> actions() {
        Set<String> actions = new TreeSet<>();
        statements.values().forEach(statement -> actions.addAll(statement.actions()));
        return actions;
    }

    /** {@return the number of characters that count against {@link #MAX_CHARACTERS}} */
    public int characters() {
        return toString().replaceAll("\\s", "").length();
    }

    /** The document, as indented JSON. */
    @Override
    public String toString() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("Version", "2012-10-17");
        document.put(
                "Statement",
                statements.values().stream().map(IamStatement::json).toList());
        return Json.pretty(document);
    }
}
