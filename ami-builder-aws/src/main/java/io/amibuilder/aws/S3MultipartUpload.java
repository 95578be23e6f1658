package io.amibuilder.aws;

import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.storage.UploadProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * Sends a large rootfs in parts, some at a time, on threads that end with the call. S3 knows of a SHA-256 of the parts
 * only (S3 user guide, "Checking object integrity": composite), so the metadata tells that of the whole.
 */
final class S3MultipartUpload {
    /** One connection to S3 carries some 90 MB/s (S3 user guide, "Performance guidelines"): four fill a build host's line. */
    private static final int PARALLEL = 4;
    /** What a part may take to notice that nobody wants it any more: the longest silence of a connection. */
    private static final Duration END = SdkSetup.SOCKET_TIMEOUT;

    private final S3Client client;
    private final S3UploadSettings settings;
    private final S3Address object;
    private final Rootfs rootfs;

    S3MultipartUpload(S3Client client, S3UploadSettings settings, S3Address object, Rootfs rootfs) {
        this.client = client;
        this.settings = settings;
        this.object = object;
        this.rootfs = rootfs;
    }

    /** Everything or nothing: a failure aborts the upload, and S3 forgets its parts. */
    void send(boolean onlyIfMissing, UploadProgress progress) {
        List<S3Part> parts = S3Part.cut(rootfs, settings.partBytesOf(rootfs.sizeBytes()));
        String uploadId = create();
        try {
            complete(uploadId, sendAll(uploadId, parts, progress), onlyIfMissing);
        } catch (RuntimeException | Error e) {
            abort(uploadId, e);
            throw e;
        }
    }

    private String create() {
        CreateMultipartUploadRequest.Builder request = CreateMultipartUploadRequest.builder()
                .bucket(object.bucket())
                .key(object.key())
                .contentType(rootfs.compression().mediaType())
                .metadata(Map.of(S3Objects.DIGEST_KEY, rootfs.digest().hex()))
                .checksumAlgorithm(settings.checksums() ? ChecksumAlgorithm.SHA256 : null);
        settings.encryption().applyTo(request);
        return client.createMultipartUpload(request.build()).uploadId();
    }

    private List<CompletedPart> sendAll(String uploadId, List<S3Part> parts, UploadProgress progress) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(PARALLEL, parts.size()), work -> {
            Thread thread = new Thread(work, "ami-builder-upload");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletionService<CompletedPart> sending = new ExecutorCompletionService<>(threads);
            parts.forEach(part -> sending.submit(() -> send(uploadId, part)));
            List<CompletedPart> sent = new ArrayList<>();
            long doneBytes = 0;
            while (sent.size() < parts.size()) {
                CompletedPart part = sending.take().get();
                sent.add(part);
                doneBytes += parts.get(part.partNumber() - 1).sizeBytes();
                progress.stored(doneBytes, rootfs.sizeBytes());
            }
            sent.sort(Comparator.comparing(CompletedPart::partNumber));
            return sent;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("the upload was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause(); // a part throws no other
        } finally {
            end(threads);
        }
    }

    private CompletedPart send(String uploadId, S3Part part) {
        String checksum = settings.checksums() ? S3Objects.base64(part.digest()) : null;
        UploadPartRequest request = UploadPartRequest.builder()
                .bucket(object.bucket())
                .key(object.key())
                .uploadId(uploadId)
                .partNumber(part.number())
                .contentLength(part.sizeBytes())
                .checksumSHA256(checksum)
                .overrideConfiguration(S3Objects.UPLOAD)
                .build();
        String tag = client.uploadPart(
                        request,
                        RequestBody.fromContentProvider(
                                () -> part.open(rootfs),
                                part.sizeBytes(),
                                rootfs.compression().mediaType()))
                .eTag();
        return CompletedPart.builder()
                .partNumber(part.number())
                .eTag(tag)
                .checksumSHA256(checksum)
                .build();
    }

    private void complete(String uploadId, List<CompletedPart> parts, boolean onlyIfMissing) {
        CompleteMultipartUploadRequest request = CompleteMultipartUploadRequest.builder()
                .bucket(object.bucket())
                .key(object.key())
                .uploadId(uploadId)
                .multipartUpload(upload -> upload.parts(parts))
                .ifNoneMatch(onlyIfMissing ? "*" : null)
                .overrideConfiguration(S3Objects.UPLOAD)
                .build();
        try {
            client.completeMultipartUpload(request);
        } catch (SdkServiceException e) {
            if (!onlyIfMissing || e.statusCode() != S3Failures.NOT_IMPLEMENTED) {
                throw e;
            }
            client.completeMultipartUpload(request.toBuilder().ifNoneMatch(null).build());
        }
    }

    /** Sent after an interruption as well: S3 charges for parts that nobody has given up. */
    private void abort(String uploadId, Throwable why) {
        boolean interrupted = Thread.interrupted();
        try {
            client.abortMultipartUpload(
                    r -> r.bucket(object.bucket()).key(object.key()).uploadId(uploadId));
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void end(ExecutorService threads) {
        boolean interrupted = Thread.interrupted();
        threads.shutdownNow();
        try {
            threads.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
