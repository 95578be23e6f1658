package io.amibuilder;

import io.amibuilder.json.Json;
import io.amibuilder.rootfs.PackedFile;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.userdata.PartSize;
import io.amibuilder.userdata.Userdata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What was compiled, for people and programs that want to know. */
final class Manifest {
    private Manifest() {}

    static String write(CompiledAmi compiled) {
        Userdata userdata = compiled.userdata();
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("libraryVersion", Library.VERSION);
        Map<String, Object> sizes = new LinkedHashMap<>();
        sizes.put("sizeBytes", userdata.sizeBytes());
        sizes.put("maxBytes", Userdata.MAX_BYTES);
        sizes.put("leftBytes", Userdata.MAX_BYTES - userdata.sizeBytes());
        sizes.put("sha256", userdata.digest().hex());
        userdata.nonce().ifPresent(nonce -> sizes.put("nonce", nonce));
        sizes.put("parts", compiled.parts().stream().map(Manifest::part).toList());
        manifest.put("userdata", sizes);
        manifest.put("rootfs", rootfs(compiled));
        return Json.pretty(manifest);
    }

    /** The parts and files that a manifest tells of; none when it is absent. */
    static Contents read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new Contents(Optional.empty(), List.of(), List.of());
        }
        Object json = new Load(LoadSettings.builder().setLabel(file.toString()).build())
                .loadFromString(Files.readString(file)); // JSON is YAML
        return new Contents(
                Optional.ofNullable(section(json, "userdata").get("sha256")).map(String::valueOf),
                list(json, "userdata", "parts").stream()
                        .map(part -> new PartSize(
                                value(part, "name", String.class),
                                value(part, "textBytes", Integer.class),
                                value(part, "shareBytes", Integer.class)))
                        .toList(),
                list(json, "rootfs", "files").stream()
                        .map(entry -> new PackedFile(
                                value(entry, "path", String.class),
                                Integer.parseInt(value(entry, "mode", String.class), 8),
                                value(entry, "sizeBytes", Number.class).longValue()))
                        .toList());
    }

    record Contents(Optional<String> userdataSha256, List<PartSize> parts, List<PackedFile> files) {}

    @SuppressWarnings("unchecked") // as below
    private static Map<String, Object> section(Object json, String name) {
        return (Map<String, Object>) ((Map<String, Object>) json).getOrDefault(name, Map.of());
    }

    @SuppressWarnings("unchecked") // we wrote it; anything else ends in a ClassCastException that names the types
    private static List<Map<String, Object>> list(Object json, String section, String name) {
        return (List<Map<String, Object>>) section(json, section).getOrDefault(name, List.of());
    }

    private static <T> T value(Map<String, Object> map, String key, Class<T> type) {
        return type.cast(Objects.requireNonNull(map.get(key), key));
    }

    private static Map<String, Object> part(PartSize part) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", part.name());
        map.put("textBytes", part.textBytes());
        map.put("shareBytes", part.shareBytes());
        return map;
    }

    private static Map<String, Object> rootfs(CompiledAmi compiled) {
        Map<String, Object> map = new LinkedHashMap<>();
        List<PackedFile> files = compiled.files();
        map.put("carried", files.isEmpty() ? "nothing" : compiled.rootfs().isPresent() ? "stored" : "inline");
        compiled.rootfsLocation().ifPresent(location -> map.put("location", location.uri()));
        compiled.rootfs().map(Rootfs::sizeBytes).ifPresent(size -> map.put("sizeBytes", size));
        Optional.ofNullable(compiled.variables().get("FSSHA256")).ifPresent(digest -> map.put("sha256", digest));
        map.put("files", files.stream().map(Manifest::file).toList());
        return map;
    }

    private static Map<String, Object> file(PackedFile file) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("path", file.path());
        map.put("mode", Integer.toOctalString(010000 | file.mode()).substring(1)); // four digits
        map.put("sizeBytes", file.sizeBytes());
        return map;
    }
}
