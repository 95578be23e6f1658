package io.amibuilder.aws;

import io.amibuilder.error.Finding;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.rootfs.Sha256;
import io.amibuilder.storage.ArtifactStore;
import io.amibuilder.storage.UploadProgress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps a rootfs in S3, or in a server that speaks its protocol: at an exact {@code s3://bucket/key}, or under a prefix
 * that ends in {@code /} as {@code <sha256>.tgz}, or {@code <sha256>.tar.zst}. The digest travels as checksum and as metadata {@code sha256}, and an
 * object that is there already is not sent again.
 *
 * <p>Immutable and safe for use by several threads. {@link #close()} closes the clients that this store made, never the
 * one that it was given.
 */
public final class S3ArtifactStore implements ArtifactStore, AutoCloseable {
    /** The longest life that S3 gives a link (S3 user guide, "Using presigned URLs"); of a role's links, hours. */
    public static final Duration MAX_LINK_VALIDITY = Duration.ofDays(7);

    private final RootfsLocation location;
    private final S3Connection connection;
    private final S3Encryption encryption;
    private final S3Objects objects;
    private final S3Links links;

    S3ArtifactStore(RootfsLocation location, S3Connection connection, S3UploadSettings settings) {
        this.location = location;
        this.connection = connection;
        this.encryption = settings.encryption();
        this.objects = new S3Objects(connection, settings);
        this.links = new S3Links(connection);
    }

    /**
     * A store with the SDK's own region, endpoint and credentials.
     *
     * @param location {@code s3://bucket/key.tgz}, or {@code s3://bucket/prefix/}
     * @return the store
     * @throws IllegalArgumentException when the location is malformed
     */
    public static S3ArtifactStore at(String location) {
        return builder(location).build();
    }

    /**
     * Starts to describe a store at this location; see {@link #at}.
     *
     * @param location an exact {@code s3://bucket/key}, or {@code s3://bucket/prefix/}
     * @return a builder
     */
    public static S3ArtifactStoreBuilder builder(String location) {
        if (!location.startsWith("s3://")) {
            throw new IllegalArgumentException(
                    "an S3 location must be s3://bucket/key or s3://bucket/prefix/, but was '" + location + "'");
        }
        return new S3ArtifactStoreBuilder(new RootfsLocation(location));
    }

    @Override
    public RootfsLocation locate(Sha256 digest) {
        return location.resolve(digest);
    }

    @Override
    public RootfsLocation locate(Rootfs rootfs) {
        return location.resolve(rootfs);
    }

    /**
     * Whether an object of this size is there whose checksum or metadata holds this digest. Where it may not be asked
     * (S3 answers so, too, for an object that is missing, to those who may not list the bucket) it counts as not there.
     */
    @Override
    public boolean has(RootfsLocation place, Rootfs rootfs) {
        return objects.has(place, rootfs);
    }

    /** Stores a rootfs, unless it is there already. Something else at an exact key is replaced. */
    @Override
    public void put(RootfsLocation place, Rootfs rootfs) {
        put(place, rootfs, UploadProgress.NONE);
    }

    /**
     * Stores a rootfs as {@link #put(RootfsLocation, Rootfs)} does, and tells after each part how far it is. Up to 16 MiB it
     * is one request, and told of at its end; a larger one is sent in parts of 8 MiB, four at a time on threads that end
     * with the call. An upload that fails or is interrupted is aborted.
     */
    @Override
    public void put(RootfsLocation place, Rootfs rootfs, UploadProgress progress) {
        objects.put(place, rootfs, progress);
    }

    /**
     * A presigned link. Made without asking anybody, so that it does not tell whether anything is there.
     *
     * @param validity positive, at most {@link #MAX_LINK_VALIDITY}; a link signed with temporary credentials ends with
     *     them, of which a warning is logged when they tell their end
     */
    @Override
    public Optional<URI> downloadLink(RootfsLocation place, Duration validity) {
        return Optional.of(links.get(place, validity));
    }

    /** A presigned link, under {@code reports/} of a prefix, or beside an exact key; see {@link #downloadLink}. */
    @Override
    public Optional<URI> reportLink(String name, Duration validity) {
        return Optional.of(links.put(report(name), validity));
    }

    @Override
    public Optional<String> readReport(String name) {
        return objects.text(report(name));
    }

    /** Looks whether the bucket exists, in this store's region; that the credentials may not ask is a warning. */
    @Override
    public List<Finding> preflight() {
        return new S3Preflight(connection, location.uri().split("/", 4)[2]).run();
    }

    @Override
    public void deleteReport(String name) {
        objects.delete(report(name));
    }

    @Override
    public void delete(RootfsLocation place) {
        objects.delete(place);
    }

    private RootfsLocation report(String name) {
        return new RootfsLocation(location.uri() + (location.isPrefix() ? "reports/" : ".") + name);
    }

    /** What this store's own requests need, and those of whoever has a link of it. */
    List<IamStatement> permissions(Arns arns, boolean deletes) {
        Set<String> actions = new TreeSet<>(Set.of("s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"));
        if (deletes) {
            actions.add("s3:DeleteObject");
        }
        List<IamStatement> all = new ArrayList<>();
        all.add(IamStatement.allow("KeepRootfs", actions.toArray(String[]::new))
                .on(arns.objects(location).toArray(String[]::new)));
        Arns here = connection.givenRegion().map(Arns::of).orElse(arns);
        all.addAll(KeyPermissions.ofObjects(
                here, "KeepKey", encryption.key().stream().toList()));
        return all;
    }

    /** What {@link #preflight()} needs beside that. */
    List<IamStatement> preflightPermissions(Arns arns) {
        return List.of(IamStatement.allow("SeeBucket", "s3:ListBucket").on(arns.bucket(location)));
    }

    @Override
    public void close() {
        connection.close();
    }

    @Override
    public String toString() {
        return "S3 store at " + location;
    }
}
