package io.amibuilder.wait;

/** The waits of a build. */
public enum Phase {
    /** From the launch until the instance has stopped. */
    INSTANCE,
    /** From then until its console carries its last word. */
    PROOF,
    /** From the request for the image until it is available. */
    IMAGE
}
