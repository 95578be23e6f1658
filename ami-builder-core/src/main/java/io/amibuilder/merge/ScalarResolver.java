package io.amibuilder.merge;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What plain text is under YAML 1.1, as PyYAML's resolver.py has it; not in all points as the specification has it. */
final class ScalarResolver {
    private static final Map<String, Pattern> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put(
                "bool", Pattern.compile("yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF"));
        TYPES.put(
                "float",
                Pattern.compile("[-+]?[0-9][0-9_]*\\.[0-9_]*([eE][-+][0-9]+)?"
                        + "|\\.[0-9][0-9_]*([eE][-+][0-9]+)?" // has no sign
                        + "|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\\.[0-9_]*"
                        + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)"));
        TYPES.put(
                "int",
                Pattern.compile("[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+"
                        + "|[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+"));
        TYPES.put("merge", Pattern.compile("<<"));
        TYPES.put("null", Pattern.compile("~|null|Null|NULL|"));
        TYPES.put(
                "timestamp",
                Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"
                        + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \\t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(\\.[0-9]*)?"
                        + "([ \\t]*(Z|[-+][0-9]{1,2}(:[0-9]{2})?))?"));
        TYPES.put("value", Pattern.compile("="));
    }

    private ScalarResolver() {}

    static String tag(String text) {
        for (Map.Entry<String, Pattern> type : TYPES.entrySet()) {
            if (type.getValue().matcher(text).matches()) {
                return YamlNode.PREFIX + type.getKey();
            }
        }
        return YamlNode.PREFIX + "str";
    }
}
