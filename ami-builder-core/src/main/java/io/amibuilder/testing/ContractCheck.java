package io.amibuilder.testing;

/**
 * One promise of a contract and the test of it.
 *
 * @param name the promise, as a sentence
 * @param body tests it
 */
public record ContractCheck(String name, Body body) {
    /**
     * Tests the promise.
     *
     * @throws AssertionError when it is broken; the message says what was expected and what was seen
     * @throws Exception when the subject cannot be made or closed, or the thread is interrupted
     */
    public void run() throws Exception {
        body.run();
    }

    @Override
    public String toString() {
        return name;
    }

    /** A test that may fail. */
    @FunctionalInterface
    public interface Body {
        /**
         * Returns when the promise is kept.
         *
         * @throws Exception whatever the subject throws; an {@link AssertionError} tells that the promise is broken
         */
        void run() throws Exception;
    }
}
