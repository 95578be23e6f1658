package io.amibuilder.local;

import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.rootfs.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * What an instance was asked to be.
 *
 * @param id its name
 * @param image what it started from
 * @param request a digest of the request, by which a repetition is told from another request under the same token
 * @param launchedAt when it was launched
 * @param port where its metadata service listens on the loopback
 * @param tags its tags
 * @param diskTags the tags of its disk
 */
record InstanceDescription(
        InstanceId id,
        String image,
        String request,
        Instant launchedAt,
        int port,
        Map<String, String> tags,
        Map<String, String> diskTags) {
    /** Tags are left out, as on EC2 a retry may carry another expiry. */
    static String digest(LaunchRequest request) {
        return Sha256.of(
                        request.baseImage() + "\n" + request.userdata().digest().hex() + "\n" + request.placement())
                .hex();
    }

    static InstanceDescription read(Path file) throws IOException {
        Map<?, ?> content = JsonFile.read(file);
        return new InstanceDescription(
                new InstanceId(JsonFile.text(content, "id")),
                JsonFile.text(content, "image"),
                JsonFile.text(content, "request"),
                Instant.parse(JsonFile.text(content, "launchedAt")),
                Integer.parseInt(JsonFile.text(content, "port")),
                JsonFile.texts(content, "tags"),
                JsonFile.texts(content, "diskTags"));
    }

    void write(Path file) throws IOException {
        JsonFile.write(
                file,
                Map.of(
                        "id", id.value(),
                        "image", image,
                        "request", request,
                        "launchedAt", launchedAt.toString(),
                        "port", port,
                        "tags", tags,
                        "diskTags", diskTags));
    }
}
