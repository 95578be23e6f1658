package io.amibuilder.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An element of a page. There is no way to put text into it that is not escaped; names of elements are our own. */
final class Html {
    private static final Set<String> EMPTY = Set.of("meta", "br");

    private final String name;
    private final List<String> attributes;
    private final StringBuilder content = new StringBuilder();

    private Html(String name, List<String> attributes) {
        this.name = name;
        this.attributes = attributes;
    }

    /**
     * An element.
     *
     * @param attributes names and values by turns
     */
    static Html of(String name, String... attributes) {
        return new Html(name, List.of(attributes));
    }

    /** A style sheet of ours, which no page can change. */
    static Html style(String sheet) {
        if (sheet.contains("</")) {
            throw new IllegalArgumentException("a style sheet must not hold '</', which would end it");
        }
        Html style = of("style");
        style.content.append(sheet);
        return style;
    }

    Html add(Html child) {
        child.write(content);
        return this;
    }

    Html add(List<Html> children) {
        children.forEach(this::add);
        return this;
    }

    Html text(String text) {
        escape(text, content);
        return this;
    }

    private void write(StringBuilder out) {
        out.append('<').append(name);
        List<String> pairs = new ArrayList<>(attributes);
        for (int i = 0; i < pairs.size(); i += 2) {
            out.append(' ').append(pairs.get(i)).append("=\"");
            escape(pairs.get(i + 1), out);
            out.append('"');
        }
        out.append('>').append(content);
        if (!EMPTY.contains(name)) {
            out.append("</").append(name).append('>');
        }
        out.append(isBlock() ? "\n" : "");
    }

    private boolean isBlock() {
        return !Set.of("span", "td", "th", "title", "dt", "dd", "a").contains(name);
    }

    private static void escape(String text, StringBuilder out) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\n', '\t' -> out.append((char) c);
                default -> out.appendCodePoint(Words.isControl(c) ? 0xfffd : c);
            }
        });
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }
}
