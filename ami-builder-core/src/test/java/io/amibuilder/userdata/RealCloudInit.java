package io.amibuilder.userdata;

import io.amibuilder.RealTools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the installed cloud-init makes of user-data; it runs nothing of it. */
final class RealCloudInit {
    private static final Path READER = Path.of("src/test/boot/read_userdata.py").toAbsolutePath();
    private static final String PYTHON = "/usr/bin/python3"; // the system's own, for which Debian packages cloud-init

    private final Map<?, ?> told;

    private RealCloudInit(String json) {
        this.told = (Map<?, ?>) new Load(LoadSettings.builder()
                        .setCodePointLimit(Integer.MAX_VALUE)
                        .build())
                .loadFromString(json);
    }

    /** Reads all of these in one process. */
    static List<RealCloudInit> readAll(Path directory, List<Userdata> userdata)
            throws IOException, InterruptedException {
        RealTools.requirePython("cloudinit.user_data");
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < userdata.size(); i++) {
            Path file = directory.resolve("userdata-" + i);
            Files.write(file, userdata.get(i).bytes());
            names.append(file).append('\n');
        }
        Path input = directory.resolve("names");
        Files.writeString(input, names);
        String output = RealTools.run(directory, "sh", "-c", PYTHON + " " + READER + " <names");
        List<RealCloudInit> answers = new ArrayList<>();
        output.lines().forEach(line -> answers.add(new RealCloudInit(line)));
        return answers;
    }

    record Part(String type, String name, String merge, String content) {}

    List<Part> parts() {
        return ((List<?>) told.get("parts"))
                .stream()
                        .map(part -> (Map<?, ?>) part)
                        .map(part -> new Part(
                                (String) part.get("type"),
                                (String) part.get("name"),
                                (String) part.get("merge"),
                                new String(
                                        Base64.getDecoder().decode((String) part.get("content")),
                                        StandardCharsets.UTF_8)))
                        .toList();
    }

    Map<?, ?> config() {
        return (Map<?, ?>) told.get("config");
    }

    List<?> scripts() {
        return (List<?>) told.get("scripts");
    }

    String warnings() {
        return (String) told.get("warnings");
    }
}
