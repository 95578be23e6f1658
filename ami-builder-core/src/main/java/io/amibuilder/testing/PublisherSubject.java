package io.amibuilder.testing;

import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.publish.Publisher;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.util.Optional;

/** A publisher under test and what the tests need to know of it. Each check gets a new one and closes it. */
public interface PublisherSubject extends AutoCloseable {
    /**
     * {@return the publisher, all of whose targets can be reached} Each call may give another one with the same
     * settings, as another process would have it.
     */
    Publisher publisher();

    /**
     * {@return the same with at least one target that can be reached and one that must fail; empty, as by default, when
     * there is none}
     */
    default Optional<Publisher> partlyFailing() {
        return Optional.empty();
    }

    /** {@return an available image; the same at every call} */
    ImageStatus image();

    /** {@return the time in which the targets live} */
    Time time();

    /** {@return the longest that publishing may take; 4 hours by default, in the subject's own time} */
    default Duration patience() {
        return Duration.ofHours(4);
    }

    /** {@return how long to pause between two looks; 15 seconds by default, in the subject's own time} */
    default Duration pause() {
        return Duration.ofSeconds(15);
    }

    /** Ends what was begun for this subject. Does nothing by default. */
    @Override
    default void close() {}
}
