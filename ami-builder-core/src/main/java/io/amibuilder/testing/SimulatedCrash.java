package io.amibuilder.testing;

/** The process is dead: nothing that it still tries to do reaches the cloud. Not to be caught. */
public final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedCrash(String operation) {
        super("the process died in " + operation);
    }
}
