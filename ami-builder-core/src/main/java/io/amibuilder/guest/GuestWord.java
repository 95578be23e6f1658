package io.amibuilder.guest;

/** One word of the instance about its installation, found on its console between {@code @@} marks. */
public sealed interface GuestWord {
    /** {@return what stands between {@code @@ami-builder:<nonce>:} and {@code @@}} */
    String text();

    /**
     * {@return how this word appears on the console of an instance that was told this nonce}
     *
     * @param nonce the nonce of the user-data
     */
    default String marker(String nonce) {
        return "@@ami-builder:" + nonce + ":" + text() + "@@";
    }

    /** The user-data was understood and the supervisor watches. */
    record Started() implements GuestWord {
        @Override
        public String text() {
            return "started";
        }
    }

    /**
     * A step of the installation has begun.
     *
     * @param name as in {@code install.sh} or {@code 10_packages.cfg}
     */
    record Step(String name) implements GuestWord {
        @Override
        public String text() {
            return "step=" + name;
        }
    }

    /** Everything was installed and cleaned up: the last word. */
    record Succeeded() implements GuestWord {
        @Override
        public String text() {
            return "succeeded";
        }
    }

    /**
     * A step failed: the last word.
     *
     * @param step which one
     * @param status its exit status; not 0
     */
    record Failed(String step, int status) implements GuestWord {
        @Override
        public String text() {
            return "failed:step=" + step + ":status=" + status;
        }
    }
}
