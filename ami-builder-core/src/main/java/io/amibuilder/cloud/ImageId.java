package io.amibuilder.cloud;

import java.io.Serializable;

/**
 * The cloud's name of an image, as in {@code ami-0123456789abcdef0}.
 *
 * @param value the name; not blank
 * @serial exclude
 */
public record ImageId(String value) implements Serializable {
    /**
     * Checks the name.
     *
     * @param value the name; not blank
     */
    public ImageId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an image id must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
