package io.amibuilder.merge;

import java.util.Optional;

/**
 * A part of user-data as it travels, of any kind.
 *
 * @param name what it is called in reports
 * @param contentType its MIME type, as in {@code text/cloud-config}
 * @param text all of it, with its first line
 * @param mergeType its {@code Merge-Type} or, where there is none, {@code X-Merge-Type} header
 */
public record ConfigPart(String name, String contentType, String text, Optional<String> mergeType) {
    /**
     * A part without headers: its type is read from its first characters, as cloud-init itself does it.
     *
     * @param name its file name, as in {@code 10_packages.cfg}
     * @param text all of it
     * @return the part
     */
    public static ConfigPart of(String name, String text) {
        return new ConfigPart(name, PartTypes.of(text).orElse(PartTypes.UNKNOWN), text, Optional.empty());
    }

    /**
     * The same part with this {@code Merge-Type} header.
     *
     * @param value as in {@code list(append)+dict(recurse_array)+str()}
     * @return a new part; this one stays as it is
     */
    public ConfigPart withMergeType(String value) {
        return new ConfigPart(name, contentType, text, Optional.of(value));
    }
}
