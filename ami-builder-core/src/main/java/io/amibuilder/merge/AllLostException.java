package io.amibuilder.merge;

/** cloud-init fails on the user-data as a whole and applies none of it. Never leaves this package. */
final class AllLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AllLostException(String reason) {
        super(reason, null, false, false);
    }
}
