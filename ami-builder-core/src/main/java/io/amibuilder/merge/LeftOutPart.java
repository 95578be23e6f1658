package io.amibuilder.merge;

/**
 * A part that has no effect on the merged cloud-config, or none that can be told.
 *
 * @param part its name
 * @param reason why, in a few words
 */
public record LeftOutPart(String part, String reason) {}
