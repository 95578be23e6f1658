package io.amibuilder.testing;

/** How a process of a simulation keeps what it remembers. */
enum Driver {
    /** In memory; it is lost when the process dies. */
    KEEPS_ITS_BAKE,
    /** In memory, and takes a checkpoint before the first step, which nobody reads. */
    TAKES_A_CHECKPOINT,
    /** In a checkpoint after every step, from which the next one begins; who dies in a step is followed by a repetition. */
    KEEPS_A_CHECKPOINT
}
