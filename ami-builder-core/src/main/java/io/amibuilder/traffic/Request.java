package io.amibuilder.traffic;

import java.time.Duration;

/**
 * The requests that EC2 counts apart, per account and region, each with its own bucket of tokens: so many at once, so many
 * a second after that ("Request throttling for the Amazon EC2 API"). The whole table of our rate limits.
 */
enum Request {
    RUN_INSTANCES(5, 2),
    CREATE_IMAGE(50, 5),
    TERMINATE_INSTANCES(100, 5),
    /** Not listed apart: the common bucket of requests that change something. */
    STOP_INSTANCES(50, 5),
    /** Not listed apart: the common bucket of requests that change something. */
    DEREGISTER_IMAGE(50, 5),
    /** Not listed apart: the common bucket of requests that change something. */
    CREATE_TAGS(50, 5),
    DESCRIBE_INSTANCES(100, 20),
    DESCRIBE_IMAGES(100, 20),
    GET_CONSOLE_OUTPUT(100, 20);

    private final int burst;
    private final int perSecond;

    Request(int burst, int perSecond) {
        this.burst = burst;
        this.perSecond = perSecond;
    }

    TokenBucket bucket() {
        return new TokenBucket(burst, perToken());
    }

    Duration perToken() {
        return Duration.ofSeconds(1).dividedBy(perSecond);
    }
}
