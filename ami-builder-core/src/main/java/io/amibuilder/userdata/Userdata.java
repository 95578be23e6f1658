package io.amibuilder.userdata;

import io.amibuilder.merge.ConfigPart;
import io.amibuilder.merge.MergedCloudConfig;
import io.amibuilder.rootfs.Sha256;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
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
     * {@return user-data of these bytes} The nonce is read from them.
     *
     * @param bytes what an instance receives, before base64; copied
     * @throws UserdataTooLargeException when there are more than {@link #MAX_BYTES}
     */
    public static Userdata of(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new UserdataTooLargeException("user-data", bytes.length, "");
        }
        return new Userdata(bytes.clone());
    }

    /** {@return a copy of the bytes} */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** {@return how many bytes there are} */
    public int sizeBytes() {
        return bytes.length;
    }

    /** {@return the digest of the bytes} */
    public Sha256 digest() {
        return Sha256.of(bytes);
    }

    /**
     * {@return the word by which the guest proves that it was told this; empty when this library did not compile it}
     */
    public Optional<String> nonce() {
        return nonce;
    }

    /**
     * {@return the parts as an instance receives them, our own included; none when this is not a gzip'd MIME multipart}
     */
    public List<ReceivedPart> parts() {
        return Gzip.tryDecompress(bytes).flatMap(MultipartReader::read).orElse(List.of());
    }

    /**
     * {@return what cloud-init will end up with: the cloud-config of all parts, merged as cloud-init merges it} For the
     * tests of those who write the parts.
     */
    public MergedCloudConfig mergedCloudConfig() {
        return MergedCloudConfig.of(parts().stream()
                .map(part -> new ConfigPart(part.fileName(), part.contentType(), part.text(), part.mergeType()))
                .toList());
    }

    /** {@return whether the instance needs a link that is not there yet; such user-data cannot be launched} */
    public boolean needsLink() {
        return hasRoom(LinkRoom.ROOTFS);
    }

    /**
     * {@return whether the instance would upload a report, but has no link for it yet; without one it uploads nothing}
     */
    public boolean needsReportLink() {
        return hasRoom(LinkRoom.REPORT);
    }

    private boolean hasRoom(LinkRoom room) {
        return nonce.isPresent() && room.isIn(Gzip.decompress(bytes));
    }

    /**
     * {@return this user-data with the link from which the instance fetches its rootfs; its room was reserved when it
     * was compiled, and the nonce stays the same}
     *
     * @param link http or https, at most 2,048 characters
     * @throws IllegalStateException when no link is missing
     * @throws IllegalArgumentException when the link cannot be used; its query, which may be a signature, is not shown
     */
    public Userdata bind(URI link) {
        return bound(LinkRoom.ROOTFS, link, "bound to a link must need one, but needsLink() was false");
    }

    /**
     * {@return this user-data with the link to which the instance uploads its report, by PUT without further headers;
     * its room was reserved when it was compiled, and the nonce stays the same}
     *
     * @param link http or https, at most 2,048 characters
     * @throws IllegalStateException when no report was asked for, or it has its link
     * @throws IllegalArgumentException when the link cannot be used; its query, which may be a signature, is not shown
     */
    public Userdata bindReport(URI link) {
        return bound(LinkRoom.REPORT, link, "given a report's link must need one, but needsReportLink() was false");
    }

    private Userdata bound(LinkRoom room, URI link, String rule) {
        if (!hasRoom(room)) {
            throw new IllegalStateException("user-data that is " + rule);
        }
        return of(Gzip.compress(LiteralStretches.of(room.filled(Gzip.decompress(bytes), link))));
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
