package io.amibuilder.userdata;

import io.amibuilder.rootfs.Sha256;
import java.util.Arrays;
import java.util.Optional;

/**
 * User-data as the cloud delivers it to the instance: finished bytes, compiled by this library or not. Immutable.
 */
public final class Userdata {
    /** EC2's limit, before base64 (EC2 user guide, "Run commands at launch"). */
    public static final int MAX_BYTES = 16_384;

    private final byte[] bytes;
    private final Optional<String> nonce;

    private Userdata(byte[] bytes) {
        this.bytes = bytes;
        this.nonce = ContainerHeader.nonce(bytes);
    }

    /**
     * These bytes as user-data. The nonce is read from them.
     *
     * @throws UserdataTooLargeException when there are more than {@link #MAX_BYTES}
     */
    public static Userdata of(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new UserdataTooLargeException("user-data", bytes.length, "");
        }
        return new Userdata(bytes.clone());
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** How many bytes there are. */
    public int sizeBytes() {
        return bytes.length;
    }

    /** The digest of the bytes. */
    public Sha256 digest() {
        return Sha256.of(bytes);
    }

    /** The word by which the guest proves that it was told this; empty when this library did not compile it. */
    public Optional<String> nonce() {
        return nonce;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Userdata that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "user-data of " + bytes.length + " of " + MAX_BYTES + " bytes"
                + nonce.map(n -> ", nonce " + n).orElse(", not compiled by ami-builder");
    }
}
