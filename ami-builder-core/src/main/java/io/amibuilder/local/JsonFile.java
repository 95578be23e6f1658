package io.amibuilder.local;

import io.amibuilder.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A small file of named texts that is there as a whole or not at all. */
final class JsonFile {
    private JsonFile() {}

    static void write(Path file, Map<String, ?> content) throws IOException {
        Path arriving = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(arriving, Json.pretty(content));
        Files.move(arriving, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static Map<?, ?> read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    /** JSON is YAML 1.2, for which there is a reader already. */
    static Map<?, ?> parse(String json) {
        Object content = new Load(LoadSettings.builder().build()).loadFromString(json);
        return content instanceof Map<?, ?> map ? map : Map.of();
    }

    static String text(Map<?, ?> content, String name) {
        Object value = content.get(name);
        return value == null ? "" : value.toString();
    }

    static Map<String, String> texts(Map<?, ?> content, String name) {
        Map<String, String> texts = new TreeMap<>();
        if (content.get(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> texts.put(key.toString(), value.toString()));
        }
        return texts;
    }
}
