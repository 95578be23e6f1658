package io.amibuilder.ec2server;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.ImageState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Copies of images in other regions. */
final class CopyApi {
    private static final Duration TAKES = Duration.ofMinutes(3);

    private final FastTime time;
    private final BiFunction<String, String, Optional<ServedImage>> images;
    private final List<Copy> copies = new CopyOnWriteArrayList<>();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    /** @param images finds an image by region and id */
    CopyApi(FastTime time, BiFunction<String, String, Optional<ServedImage>> images) {
        this.time = time;
        this.images = images;
    }

    private record Copy(
            String region,
            String id,
            String name,
            Map<String, String> tags,
            Instant askedAt,
            String origin,
            String key) {}

    String copy(Parameters request) {
        String source = request.get("SourceImageId");
        if (images.apply(request.get("SourceRegion"), source)
                .filter(image -> image.state() == ImageState.AVAILABLE)
                .isEmpty()) {
            throw new CloudException(
                    CloudException.Kind.NOT_FOUND, "CopyImage", "InvalidAMIID.NotFound", "no " + source, null);
        }
        return Xml.element(
                "imageId",
                tokens.computeIfAbsent(request.region() + request.get("ClientToken"), t -> make(request, source)));
    }

    /** The copies in this region. */
    Stream<ServedImage> in(String region) {
        return copies.stream().filter(copy -> copy.region().equals(region)).map(this::served);
    }

    /** What DescribeImages says of a copy only. */
    String xml(String id) {
        return copies.stream()
                .filter(copy -> copy.id().equals(id))
                .map(copy -> Xml.element("sourceImageId", copy.origin()))
                .findFirst()
                .orElse("");
    }

    /** The key of a copy's snapshot; empty when it is not encrypted, and where there is none. */
    Optional<String> key(String snapshot) {
        return copies.stream()
                .filter(copy -> served(copy).snapshot().equals(snapshot))
                .map(Copy::key)
                .filter(key -> !key.isEmpty())
                .findFirst();
    }

    boolean remove(String region, String id) {
        return copies.removeIf(copy -> copy.region().equals(region) && copy.id().equals(id));
    }

    private String make(Parameters request, String source) {
        String id = "ami-c0%04d".formatted(tokens.size());
        copies.add(new Copy(
                request.region(),
                id,
                request.get("Name"),
                request.tags("image"),
                time.now(),
                source,
                request.get("KmsKeyId")));
        return id;
    }

    private ServedImage served(Copy copy) {
        boolean ready = !time.now().isBefore(copy.askedAt().plus(TAKES));
        return new ServedImage(
                copy.id(),
                copy.name(),
                ServedImage.SELF,
                ready ? ImageState.AVAILABLE : ImageState.PENDING,
                "",
                time.real(copy.askedAt()),
                copy.tags());
    }
}
