package io.amibuilder.source;

import io.amibuilder.userdata.CloudConfigSyntax;
import io.amibuilder.userdata.UserPart;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The parts in name order, checked, and what is odd about their names. */
record PartList(List<UserPart> parts, List<String> warnings) {
    private static final Pattern NUMBERED = Pattern.compile("[0-9]{2}_.*", Pattern.DOTALL);
    private static final Pattern CLOUD_CONFIG_EXTENSION = Pattern.compile("\\.(cfg|yml|yaml)$");

    static PartList of(Collection<UserPart> unsorted) {
        List<UserPart> parts = unsorted.stream()
                .sorted(Comparator.comparing(
                        part -> part.name().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned))
                .toList();
        refuseSameBaseNames(parts);
        parts.forEach(CloudConfigSyntax::check);
        List<String> warnings = parts.stream()
                .map(UserPart::name)
                .filter(name -> !NUMBERED.matcher(name).matches())
                .map(name -> "part '" + name + "' does not begin with two digits and '_', as in 10_" + name
                        + "; it takes its place in the order of the names")
                .toList();
        return new PartList(parts, warnings);
    }

    private static void refuseSameBaseNames(List<UserPart> parts) {
        Map<String, String> seen = new HashMap<>();
        for (UserPart part : parts) {
            String base = CLOUD_CONFIG_EXTENSION.matcher(part.name()).replaceFirst("");
            if (!base.equals(part.name())) {
                String other = seen.put(base, part.name());
                if (other != null) {
                    throw new DuplicatePartException(other, part.name());
                }
            }
        }
    }
}
