package io.amibuilder.ec2server;

import java.util.Map;
import java.util.TreeMap;

/**
 * One question that AWS puts to IAM for a request.
 *
 * @param action as in {@code ec2:RunInstances}
 * @param resource the ARN, or {@code *} where the action knows no resources
 * @param context the condition keys that the request brings or that the resource has
 */
public record Check(String action, String resource, Map<String, String> context) {
    static Check of(String action, String resource) {
        return new Check(action, resource, Map.of());
    }

    /** The same, with one condition key more. */
    Check with(String key, String value) {
        return with(Map.of(key, value), "");
    }

    /** The same, with tags of the request ({@code aws:RequestTag/}) or of the resource ({@code aws:ResourceTag/}). */
    Check with(Map<String, String> tags, String prefix) {
        Map<String, String> all = new TreeMap<>(context);
        tags.forEach((key, value) -> all.put(prefix + key, value));
        return new Check(action, resource, all);
    }
}
