package io.amibuilder.aws;

import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.storage.StorageException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Signs links to objects. */
final class S3Links {
    private static final Logger LOG = LoggerFactory.getLogger(S3Links.class);

    private final S3Connection connection;

    S3Links(S3Connection connection) {
        this.connection = connection;
    }

    /** By which the object is fetched. */
    URI get(RootfsLocation place, Duration validity) {
        S3Address object = S3Address.of(place);
        return signed(
                place,
                validity,
                presigner -> presigner.presignGetObject(link -> link.signatureDuration(validity)
                        .getObjectRequest(get -> get.bucket(object.bucket()).key(object.key()))));
    }

    /** To which the object is uploaded. */
    URI put(RootfsLocation place, Duration validity) {
        S3Address object = S3Address.of(place);
        return signed(
                place,
                validity,
                presigner -> presigner.presignPutObject(link -> link.signatureDuration(validity)
                        .putObjectRequest(put -> put.bucket(object.bucket()).key(object.key()))));
    }

    private URI signed(RootfsLocation place, Duration validity, Function<S3Presigner, PresignedRequest> signature) {
        if (validity.isNegative() || validity.isZero() || validity.compareTo(S3ArtifactStore.MAX_LINK_VALIDITY) > 0) {
            throw new StorageException(
                    place,
                    false,
                    "a link must be valid for up to " + S3ArtifactStore.MAX_LINK_VALIDITY + ", but was to be for "
                            + validity + "; shorten the build's instanceWait(...), which it has to outlive",
                    null);
        }
        try {
            PresignedRequest link = signature.apply(connection.presigner());
            shortened(place, link.expiration(), connection.credentialsEnd()).ifPresent(LOG::warn);
            return URI.create(link.url().toExternalForm());
        } catch (SdkException e) {
            throw S3Failures.failed(place, "GetObject", "signing a link", e);
        }
    }

    /** What to say of a link that ends early with the temporary credentials that have signed it. */
    static Optional<String> shortened(RootfsLocation place, Instant linkEnd, Optional<Instant> credentialsEnd) {
        return credentialsEnd
                .filter(linkEnd::isAfter)
                .map(end -> "a link to " + place + " is to be valid until " + linkEnd + ", but ends at " + end
                        + " with the temporary credentials that sign it; sign with ones that live longer, or let the"
                        + " instance fetch by its own role with Fetch.awsCli(...)");
    }
}
