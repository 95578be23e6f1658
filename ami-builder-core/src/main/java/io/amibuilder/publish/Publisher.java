package io.amibuilder.publish;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.error.Finding;
import java.util.List;

/**
 * Makes an available image known: copies it to other regions, shares it, writes its id where others look for it.
 *
 * <p>The cloud is the journal, as for the bake: {@link #publish} looks at what is there, does what is missing and can be
 * done now at every target, waits for nothing, and is called again until no target is pending, perhaps by another process.
 * Safe for use by several threads.
 */
public interface Publisher {
    /**
     * Does what is missing and can be done now. What fails at one target is told in its state and keeps no other one from
     * being worked at; what may pass keeps it pending.
     *
     * @param image the finished image, as the cloud tells of it
     * @return every target, in the same order at every call; never empty
     * @throws CloudException when nothing can be said of any target
     */
    List<PublishTarget> publish(ImageStatus image);

    /** {@return what it would do, as sentences for a build's plan; touches no cloud} */
    List<String> plan();

    /**
     * Looks for whatever would make publishing fail, without changing anything. It throws nothing that a finding can say.
     *
     * @return what was found, worst first; empty when nothing is wrong as far as can be seen, and by default
     */
    default List<Finding> preflight() {
        return List.of();
    }
}
