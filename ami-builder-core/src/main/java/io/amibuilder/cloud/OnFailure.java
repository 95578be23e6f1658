package io.amibuilder.cloud;

/** What becomes of the instance of a build that failed. The image of a failed build is always discarded. */
public enum OnFailure {
    /** It is ended and its disks are deleted: nothing is left, nothing costs. The default. */
    TERMINATE,
    /** It is stopped: its disks stay, to be looked at. */
    STOP,
    /** It is left as it is, running if it runs; its own dead-man still switches it off. */
    KEEP
}
