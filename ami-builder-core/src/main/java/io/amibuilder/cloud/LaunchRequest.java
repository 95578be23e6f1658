package io.amibuilder.cloud;

import io.amibuilder.userdata.Userdata;
import java.util.Map;

/**
 * Everything that decides a launch. The same token must always go with the same request.
 *
 * @param baseImage the image to start from
 * @param userdata what the instance is told
 * @param placement where to put it
 * @param token at most 64 ASCII characters; the same token never makes a second instance in the same placement
 * @param instanceTags tags of the instance
 * @param volumeTags tags of its volumes
 */
public record LaunchRequest(
        ImageId baseImage,
        Userdata userdata,
        Placement placement,
        String token,
        Map<String, String> instanceTags,
        Map<String, String> volumeTags) {
    /** EC2's limit for a client token. */
    public static final int MAX_TOKEN_CHARACTERS = 64;

    /**
     * Checks the token and copies the tags.
     *
     * @param baseImage the image to start from
     * @param userdata what the instance is told
     * @param placement where to put it
     * @param token at most 64 ASCII characters; the same token never makes a second instance in the same placement
     * @param instanceTags tags of the instance
     * @param volumeTags tags of its volumes
     */
    public LaunchRequest {
        if (token.isEmpty() || token.length() > MAX_TOKEN_CHARACTERS) {
            throw new IllegalArgumentException("a launch token must have 1 to " + MAX_TOKEN_CHARACTERS
                    + " characters, but had " + token.length() + ": " + token);
        }
        instanceTags = Map.copyOf(instanceTags);
        volumeTags = Map.copyOf(volumeTags);
    }
}
