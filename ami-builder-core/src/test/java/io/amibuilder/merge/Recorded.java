package io.amibuilder.merge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests to cloud-init with the answers that it once gave, one in each line of a resource. */
final class Recorded {
    private Recorded() {}

    static List<PyDict> lines(String resource) {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(Recorded.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return in.lines().map(line -> (PyDict) PyJson.load(line)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<ConfigPart> parts(PyDict line) {
        return ((List<?>) line.get("parts"))
                .stream().map(PyDict.class::cast).map(Recorded::part).toList();
    }

    private static ConfigPart part(PyDict part) {
        return new ConfigPart(
                (String) part.get("name"),
                (String) part.get("type"),
                (String) part.get("text"),
                Optional.ofNullable((String) part.get("merge")));
    }

    /** The request alone, as it is sent. */
    static Map<String, Object> request(PyDict line) {
        if (line.has("parts")) {
            return CloudInit.request((String) line.get("as"), parts(line));
        }
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("as", line.get("as"));
        request.put("text", line.get("text"));
        return request;
    }
}
