package io.amibuilder.aws;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which images of a family stay. The whole policy, and a pure function.
 *
 * @param family the {@code Name} tag
 * @param keepLast how many of the newest stay
 * @param keepYoungerThan what is younger stays, too
 */
record RetentionRules(String family, int keepLast, Duration keepYoungerThan) {
    // The id makes the order total
    private static final Comparator<FamilyImage> NEWEST_FIRST = Comparator.comparing(
                    (FamilyImage image) -> image.madeAt().orElse(Instant.MAX))
            .thenComparing(image -> image.id().value())
            .reversed();

    /**
     * What stays and what goes.
     *
     * @param images images of this family; others among them are left out
     * @param uses tells who uses which of some images; asked only about those that nothing else keeps
     */
    RetentionPlan decide(List<FamilyImage> images, Instant now, Function<Set<ImageId>, Map<ImageId, String>> uses) {
        List<FamilyImage> ours =
                images.stream().filter(this::isOurs).sorted(NEWEST_FIRST).toList();
        Map<ImageId, String> reasons = new HashMap<>();
        Set<ImageId> open = new LinkedHashSet<>();
        int newer = 0;
        for (FamilyImage image : ours) {
            Optional<String> unclear = unclear(image);
            Optional<String> why = unclear.isPresent() ? unclear : whyKept(image, newer++, now);
            why.ifPresentOrElse(reason -> reasons.put(image.id(), reason), () -> open.add(image.id()));
        }
        if (!open.isEmpty()) {
            reasons.putAll(uses.apply(open));
        }
        List<RetentionItem> removals = new ArrayList<>();
        List<RetentionItem> kept = new ArrayList<>();
        for (FamilyImage image : ours) {
            String why = reasons.get(image.id());
            if (why == null) {
                removals.add(item(image, "not one of the newest " + keepLast + ", and not in use"));
            } else {
                kept.add(item(image, why));
            }
        }
        Collections.reverse(removals);
        return new RetentionPlan(removals, kept);
    }

    /** Checked here too: what a search finds by mistake must not be removed. */
    private boolean isOurs(FamilyImage image) {
        return family.equals(image.tags().get(AmiTags.NAME))
                && !image.tags().getOrDefault(AmiTags.BUILD_ID, "").isBlank();
    }

    /** Why an image neither counts as one of the newest nor goes. */
    private static Optional<String> unclear(FamilyImage image) {
        if (!image.state().equals(ImageState.AVAILABLE.text())) {
            return Optional.of("its state is '" + image.state() + "'");
        }
        if (image.madeAt().isEmpty()) {
            return Optional.of("EC2 does not say when it was made");
        }
        return Stream.of(AmiTags.VERSION, AmiTags.BUILD)
                .filter(tag -> !image.tags().containsKey(tag))
                .findFirst()
                .map(tag -> "it has no tag " + tag);
    }

    private Optional<String> whyKept(FamilyImage image, int newer, Instant now) {
        if (newer < keepLast) {
            return Optional.of(keepLast == 1 ? "the newest" : "one of the newest " + keepLast);
        }
        if (age(image, now).compareTo(keepYoungerThan) < 0) {
            return Optional.of("younger than " + text(keepYoungerThan));
        }
        return image.isProtected() ? Optional.of("protected against deregistration") : Optional.empty();
    }

    private static Duration age(FamilyImage image, Instant now) {
        return Duration.between(image.madeAt().orElse(now), now);
    }

    private static RetentionItem item(FamilyImage image, String why) {
        return new RetentionItem(
                image.id(),
                image.name(),
                image.madeAt().map(at -> "made at " + at + ", ").orElse("") + why);
    }

    private static String text(Duration duration) {
        return duration.equals(Duration.ofDays(duration.toDays())) ? duration.toDays() + " days" : duration.toString();
    }
}
