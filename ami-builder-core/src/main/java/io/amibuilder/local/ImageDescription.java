package io.amibuilder.local;

import io.amibuilder.cloud.ImageId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an image was asked to be.
 *
 * @param id its name for the cloud
 * @param name its name for people
 * @param description free text, possibly empty
 * @param source the instance whose disk it is
 * @param createdAt when it was asked for
 * @param tags its tags
 * @param diskTags the tags of its disk
 */
record ImageDescription(
        ImageId id,
        String name,
        String description,
        String source,
        Instant createdAt,
        Map<String, String> tags,
        Map<String, String> diskTags) {
    static ImageDescription read(Path file) throws IOException {
        Map<?, ?> content = JsonFile.read(file);
        return new ImageDescription(
                new ImageId(JsonFile.text(content, "id")),
                JsonFile.text(content, "name"),
                JsonFile.text(content, "description"),
                JsonFile.text(content, "source"),
                Instant.parse(JsonFile.text(content, "createdAt")),
                JsonFile.texts(content, "tags"),
                JsonFile.texts(content, "diskTags"));
    }

    ImageDescription tagged(String tag, String value) {
        Map<String, String> more = new TreeMap<>(tags);
        more.put(tag, value);
        return new ImageDescription(id, name, description, source, createdAt, more, diskTags);
    }

    void write(Path file) throws IOException {
        JsonFile.write(
                file,
                Map.of(
                        "id", id.value(),
                        "name", name,
                        "description", description,
                        "source", source,
                        "createdAt", createdAt.toString(),
                        "tags", tags,
                        "diskTags", diskTags));
    }
}
