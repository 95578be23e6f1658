package io.amibuilder.event;

import org.slf4j.Logger;
import org.slf4j.event.Level;

/** One log event each, with the event's name and the build id as key-value pairs. */
final class Slf4jListener implements BuildListener {
    private final Logger logger;

    Slf4jListener(Logger logger) {
        this.logger = logger;
    }

    @Override
    public void on(BuildEvent event) {
        logger.atLevel(level(event))
                .addKeyValue(EventFields.BUILD_ID, event.buildId())
                .addKeyValue(EventFields.EVENT, EventFields.name(event))
                .log("{}", EventText.of(event));
    }

    private static Level level(BuildEvent event) {
        if (event instanceof BuildEvent.Failed) {
            return Level.ERROR;
        } else if (event instanceof BuildEvent.Retried) {
            return Level.WARN;
        }
        return event instanceof BuildEvent.Detail ? Level.DEBUG : Level.INFO;
    }
}
