package io.amibuilder.cloud;

import java.io.Serializable;

/**
 * The cloud's name of an instance, as in {@code i-0123456789abcdef0}.
 *
 * @param value the name; not blank
 * @serial exclude
 */
public record InstanceId(String value) implements Serializable {
    /**
     * Checks the name.
     *
     * @param value the name; not blank
     */
    public InstanceId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an instance id must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
