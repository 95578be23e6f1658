package io.amibuilder.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples of docs/lint.md. */
final class LintPage {
    private static final Path PAGE = Path.of("../docs/lint.md");
    private static final Pattern SECTION = Pattern.compile("(?ms)^### (AB[0-9]+)\\n(.*?)(?=^##+ [A-Z]|\\z)");
    private static final Pattern BLOCK = Pattern.compile("(?s)```yaml\\n(.*?)```");
    private static final Pattern CLAIM = Pattern.compile("<!-- cloud-init: (.*?) -->");
    private static final Pattern CHARACTER = Pattern.compile("\u27e8U\\+([0-9A-F]{4,6})\u27e9");
    private static final Pattern PART = Pattern.compile("\u27e8part (.*?)\u27e9\\n");

    /** One section: parts by their names, and what cloud-init is said to make of the wrong ones. */
    record Section(
            String id, String text, Map<String, String> wrong, Map<String, String> right, Optional<String> claim) {
        @Override
        public String toString() {
            return id;
        }
    }

    private LintPage() {}

    static List<Section> sections() throws IOException {
        List<Section> sections = new ArrayList<>();
        Matcher matcher = SECTION.matcher(Files.readString(PAGE));
        while (matcher.find()) {
            String text = matcher.group(2);
            List<String> blocks =
                    BLOCK.matcher(text).results().map(result -> result.group(1)).toList();
            Optional<String> claim =
                    CLAIM.matcher(text).results().map(result -> result.group(1)).findFirst();
            sections.add(new Section(matcher.group(1), text, parts(blocks.get(0)), parts(blocks.get(1)), claim));
        }
        return sections;
    }

    private static Map<String, String> parts(String block) {
        String text = CHARACTER
                .matcher(block)
                .replaceAll(
                        found -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))));
        Map<String, String> parts = new LinkedHashMap<>();
        Matcher header = PART.matcher(text);
        if (!header.find()) {
            return Map.of("10_x.cfg", text);
        }
        do {
            String name = header.group(1);
            int start = header.end();
            parts.put(name, PART.split(text.substring(start), 2)[0]);
        } while (header.find());
        return parts;
    }
}
