package io.amibuilder.merge;

import io.amibuilder.RealTools;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The installed cloud-init, asked by one Python process. */
final class CloudInit {
    /** Where distributions put the Python that has cloud-init. */
    private static final String PYTHON = "/usr/bin/python3";

    private CloudInit() {}

    /** Skips the test where cloud-init cannot be imported; under -Dami.ci=true it fails. */
    static void require() {
        RealTools.requirePython("cloudinit.user_data, jsonpatch");
    }

    static Map<String, Object> request(String as, List<ConfigPart> parts) {
        return Map.of("as", as, "parts", parts.stream().map(CloudInit::part).toList());
    }

    private static Map<String, Object> part(ConfigPart part) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", part.name());
        map.put("type", part.contentType());
        map.put("text", part.text());
        part.mergeType().ifPresent(type -> map.put("merge", type));
        return map;
    }

    /** Gives every answer, with the number of its request, to the judge. */
    static void ask(Path directory, List<Map<String, Object>> requests, BiConsumer<Integer, PyDict> judge)
            throws IOException, InterruptedException {
        Path script = directory.resolve("ask_cloud_init.py");
        try (InputStream in = CloudInit.class.getResourceAsStream("ask_cloud_init.py")) {
            Files.write(script, in.readAllBytes());
        }
        Process python = new ProcessBuilder(PYTHON, script.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedWriter out = python.outputWriter(StandardCharsets.UTF_8);
                BufferedReader in = python.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < requests.size(); i++) {
                out.write(Canonical.line(requests.get(i)));
                out.newLine();
                out.flush();
                judge.accept(i, (PyDict) PyJson.load(in.readLine()));
            }
        } finally {
            python.destroy();
            python.waitFor();
        }
    }
}
