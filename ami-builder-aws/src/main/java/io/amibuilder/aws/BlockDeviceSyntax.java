package io.amibuilder.aws;

import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * The AWS CLI's two spellings of block device mappings. Both become the same trees: maps of texts and of further maps.
 */
final class BlockDeviceSyntax {
    private BlockDeviceSyntax() {}

    static List<BlockDevice> parse(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return List.of();
        }
        if (trimmed.startsWith("file:") || trimmed.startsWith("fileb:")) {
            throw malformed("must be the mapping itself, not the name of a file that holds it", trimmed, null);
        }
        boolean json = trimmed.startsWith("[") || trimmed.startsWith("{");
        try {
            List<Map<String, Object>> trees = json ? json(trimmed) : new ShorthandParser(trimmed).parse();
            return trees.stream().map(BlockDeviceReader::read).toList();
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()), trimmed, e);
        }
    }

    private static List<Map<String, Object>> json(String text) {
        JsonNode root;
        try {
            root = JsonNode.parser().parse(text);
        } catch (SdkException | IllegalArgumentException | UncheckedIOException e) {
            throw malformed("is not JSON: " + e.getMessage(), text, e);
        }
        List<JsonNode> devices = root.isArray() ? root.asArray() : List.of(root);
        if (!devices.stream().allMatch(JsonNode::isObject)) {
            throw malformed("must be a list of JSON objects", text, null);
        }
        return devices.stream().map(BlockDeviceSyntax::tree).toList();
    }

    private static Map<String, Object> tree(JsonNode object) {
        Map<String, Object> tree = new LinkedHashMap<>();
        object.asObject().forEach((key, value) -> {
            if (value.isArray()) {
                throw new IllegalArgumentException(key + " must not be a list");
            }
            if (!value.isNull()) {
                tree.put(key, value.isObject() ? tree(value) : value.text());
            }
        });
        return tree;
    }

    static AwsSettingsException malformed(String problem, String text, @Nullable Exception cause) {
        return new AwsSettingsException(
                "block device mapping", List.of(problem + "; the mapping was '" + text + "'"), cause);
    }
}
