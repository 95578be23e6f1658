package io.amibuilder.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One statement of a policy; everything in it is sorted, so that the same permissions are always the same text.
 *
 * @param sid its name within the policy, of letters and digits
 * @param actions what is allowed, as in {@code ec2:RunInstances}
 * @param resources ARNs with wildcards, or {@code *}
 * @param conditions the accepted values by operator and key, all of which must hold
 */
record IamStatement(
        String sid, Set<String> actions, Set<String> resources, Map<String, Map<String, Set<String>>> conditions) {

    /** A statement that allows these actions on nothing yet. */
    static IamStatement allow(String sid, String... actions) {
        return new IamStatement(sid, new TreeSet<>(List.of(actions)), Set.of(), Map.of());
    }

    /** The same statement under another name. */
    IamStatement named(String other) {
        return new IamStatement(other, actions, resources, conditions);
    }

    /** The same statement on these resources, too. */
    IamStatement on(String... arns) {
        Set<String> all = new TreeSet<>(resources);
        all.addAll(List.of(arns));
        return new IamStatement(sid, actions, all, conditions);
    }

    /** The same statement under one condition more. */
    IamStatement when(String operator, String key, String... values) {
        Map<String, Map<String, Set<String>>> all = new TreeMap<>(conditions);
        Map<String, Set<String>> keys = new TreeMap<>(all.getOrDefault(operator, Map.of()));
        keys.put(key, new TreeSet<>(List.of(values)));
        all.put(operator, keys);
        return new IamStatement(sid, actions, resources, all);
    }

    /** What both allow under the same name; two components may look at the same things. */
    IamStatement or(IamStatement other) {
        if (!conditions.equals(other.conditions)) {
            throw new IllegalStateException("statements named " + sid + " must have the same conditions");
        }
        Set<String> bothActions = new TreeSet<>(actions);
        bothActions.addAll(other.actions);
        Set<String> bothResources = new TreeSet<>(resources);
        bothResources.addAll(other.resources);
        return new IamStatement(sid, bothActions, bothResources, conditions);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Sid", sid);
        json.put("Effect", "Allow");
        json.put("Action", oneOrAll(actions));
        json.put("Resource", oneOrAll(resources));
        if (!conditions.isEmpty()) {
            Map<String, Object> operators = new LinkedHashMap<>();
            conditions.forEach((operator, keys) -> {
                Map<String, Object> values = new LinkedHashMap<>();
                keys.forEach((key, accepted) -> values.put(key, oneOrAll(accepted)));
                operators.put(operator, values);
            });
            json.put("Condition", operators);
        }
        return json;
    }

    /** A list of one costs characters, of which a policy has few. */
    private static Object oneOrAll(Set<String> values) {
        return values.size() == 1 ? values.iterator().next() : List.copyOf(values);
    }
}
