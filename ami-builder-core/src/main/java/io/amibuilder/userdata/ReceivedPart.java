package io.amibuilder.userdata;

import java.util.Optional;

/**
 * One part of user-data as an instance receives it.
 *
 * @param contentType its MIME type without parameters
 * @param fileName what cloud-init calls it, or empty
 * @param mergeType its {@code Merge-Type} header
 * @param text its decoded text
 */
public record ReceivedPart(String contentType, String fileName, Optional<String> mergeType, String text) {
    /** Without the text, which may be long. */
    @Override
    public String toString() {
        return fileName + " (" + contentType + ", " + text.length() + " characters"
                + mergeType.map(how -> ", merged by " + how).orElse("") + ")";
    }
}
