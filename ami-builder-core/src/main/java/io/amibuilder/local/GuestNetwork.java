package io.amibuilder.local;

/** What a guest reaches. */
public enum GuestNetwork {
    /** The metadata service and this cloud's store, and nothing else. */
    RESTRICTED,
    /** These, and whatever this computer reaches: for sources that install packages from the internet. */
    OPEN
}
