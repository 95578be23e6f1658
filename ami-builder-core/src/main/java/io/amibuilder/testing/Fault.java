package io.amibuilder.testing;

/** What goes wrong with one request to a {@link FaultyCloud}. */
public enum Fault {
    /** Nothing. */
    NONE,
    /** The request is refused because there were too many; nothing was done. */
    THROTTLED,
    /** The cloud answers that it failed; nothing was done, but the caller cannot know that of a create. */
    SERVER_ERROR,
    /** The request is done and its answer is lost on the way. */
    ANSWER_LOST,
    /** A list is answered from half a minute ago; anything else is answered rightly. */
    STALE,
    /** A launch finds no room; anything else is answered rightly. */
    NO_CAPACITY,
    /** The caller is not allowed to do this, now or ever; nothing was done. */
    FORBIDDEN,
    /** The calling process dies before it sends the request. */
    CRASH_BEFORE,
    /** The calling process dies after the request was done, before the answer arrives. */
    CRASH_AFTER
}
