package io.amibuilder.ec2server;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.Query;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One request in EC2's query protocol: {@code Filter.1.Name=...&Filter.1.Value.1=...}.
 *
 * @param region the region that it was signed for
 * @param all its parameters
 */
record Parameters(String region, Map<String, String> all) {
    static Parameters parse(String region, String form) {
        Map<String, String> all = new TreeMap<>();
        for (String pair : form.split("&")) {
            String[] halves = pair.split("=", 2);
            all.put(decoded(halves[0]), halves.length == 1 ? "" : decoded(halves[1]));
        }
        return new Parameters(region, all);
    }

    String get(String name) {
        return all.getOrDefault(name, "");
    }

    /** {@code prefix.1}, {@code prefix.2} and so on. */
    List<String> list(String prefix) {
        List<String> values = new ArrayList<>();
        for (int i = 1; all.containsKey(prefix + "." + i); i++) {
            values.add(get(prefix + "." + i));
        }
        return values;
    }

    /** The accepted values by filter name; a backslash takes its meaning from a wildcard. */
    Map<String, Set<String>> filters() {
        Map<String, Set<String>> filters = new LinkedHashMap<>();
        for (int i = 1; all.containsKey("Filter." + i + ".Name"); i++) {
            Set<String> values = new LinkedHashSet<>();
            list("Filter." + i + ".Value").forEach(value -> values.add(value.replaceAll("\\\\(.)", "$1")));
            filters.put(get("Filter." + i + ".Name"), values);
        }
        return filters;
    }

    /** What the filters {@code tag:...} and {@code tag-key} ask for; without any, everything that a build has made. */
    Query query() {
        Map<String, Set<String>> tags = new LinkedHashMap<>();
        Set<String> present = new LinkedHashSet<>();
        filters().forEach((name, values) -> {
            if (name.equals("tag-key")) {
                present.addAll(values); // any of several would do, but nobody asks for several
            } else if (name.startsWith("tag:")) {
                tags.put(name.substring("tag:".length()), values);
            }
        });
        return tags.isEmpty() && present.isEmpty() ? Query.tagged(AmiTags.BUILD_ID) : new Query(tags, present);
    }

    /** The tags that a creating request gives to things of this type. */
    Map<String, String> tags(String resourceType) {
        Map<String, String> tags = new TreeMap<>();
        for (int i = 1; all.containsKey("TagSpecification." + i + ".ResourceType"); i++) {
            String specification = "TagSpecification." + i;
            if (get(specification + ".ResourceType").equals(resourceType)) {
                for (int j = 1; all.containsKey(specification + ".Tag." + j + ".Key"); j++) {
                    tags.put(get(specification + ".Tag." + j + ".Key"), get(specification + ".Tag." + j + ".Value"));
                }
            }
        }
        return tags;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
