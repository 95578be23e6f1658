package io.amibuilder.cloud;

/**
 * The image that a {@link BaseImage} was found to mean.
 *
 * @param id the image
 * @param name its name, or empty when it has none
 * @param architecture its architecture in the cloud's spelling, as in {@code x86_64} or {@code arm64}
 */
public record BaseImageInfo(ImageId id, String name, String architecture) {
    @Override
    public String toString() {
        return id + (name.isEmpty() ? "" : " named " + name) + ", " + architecture;
    }
}
