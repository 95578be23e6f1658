package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.cloud.ImageId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetentionRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void theNewestStayAndTheOldestGoesFirst() {
        RetentionPlan plan =
                rules(2).decide(List.of(image(1), image(4), image(3), image(2)), NOW, RetentionRulesTest::unused);

        assertThat(plan).hasToString("""
                        would remove ami-4 (agent-4): made at 2026-02-25T00:00:00Z, not one of the newest 2, and not in use
                        would remove ami-3 (agent-3): made at 2026-02-26T00:00:00Z, not one of the newest 2, and not in use
                        would keep ami-1 (agent-1): made at 2026-02-28T00:00:00Z, one of the newest 2
                        would keep ami-2 (agent-2): made at 2026-02-27T00:00:00Z, one of the newest 2""".stripIndent());
        assertThat(plan.isEmpty()).isFalse();
    }

    @Test
    void imagesOfOneMomentAreOrderedByTheirIds() {
        List<FamilyImage> twins = List.of(image("ami-1", 1, tags()), image("ami-2", 1, tags()));

        assertThat(ids(rules(1).decide(twins, NOW, RetentionRulesTest::unused).removals()))
                .containsExactly("ami-1");
    }

    @Test
    void whatIsYoungStaysToTheMoment() {
        RetentionRules rules = new RetentionRules("agent", 1, Duration.ofDays(3));

        RetentionPlan plan =
                rules.decide(List.of(image(1), image(2), image(3), image(4)), NOW, RetentionRulesTest::unused);

        assertThat(ids(plan.removals())).containsExactly("ami-4", "ami-3");
        assertThat(plan.kept().get(1).why()).endsWith("younger than 3 days");
        assertThat(ids(rules.decide(List.of(image(1), image(3)), NOW.minusNanos(1), RetentionRulesTest::unused)
                        .removals()))
                .isEmpty();
    }

    @Test
    void whatCannotBeJudgedStaysAndDoesNotCountAsOneOfTheNewest() {
        List<FamilyImage> images = List.of(
                with(image(1), "pending", false),
                with(image(2), "disabled", false),
                new FamilyImage(new ImageId("ami-3"), "agent-3", "available", Optional.empty(), false, tags()),
                image("ami-4", 4, without("Version")),
                image("ami-5", 5, without("Build")),
                image(6),
                image(7));

        RetentionPlan plan = rules(1).decide(images, NOW, RetentionRulesTest::unused);

        assertThat(ids(plan.removals())).containsExactly("ami-7");
        assertThat(plan.kept().stream().map(item -> item.image() + item.why().replaceFirst("made at \\S+, ", " ")))
                .containsExactlyInAnyOrder(
                        "ami-1 its state is 'pending'",
                        "ami-2 its state is 'disabled'",
                        "ami-3EC2 does not say when it was made",
                        "ami-4 it has no tag Version",
                        "ami-5 it has no tag Build",
                        "ami-6 the newest");
    }

    @Test
    void whatIsProtectedStaysAndSaysSo() {
        RetentionPlan plan =
                rules(1).decide(List.of(image(1), with(image(2), "available", true)), NOW, RetentionRulesTest::unused);

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.kept().get(1).why()).endsWith("protected against deregistration");
    }

    @Test
    void useIsAskedForOnlyOfWhatNothingElseKeeps() {
        List<Set<ImageId>> asked = new ArrayList<>();
        Function<Set<ImageId>, Map<ImageId, String>> use = ids -> {
            asked.add(ids);
            return Map.of(new ImageId("ami-2"), "used by instance i-1");
        };

        RetentionPlan plan = rules(1).decide(List.of(image(1), image(2), image(3)), NOW, use);
        rules(3).decide(List.of(image(1), image(2), image(3)), NOW, use);

        assertThat(asked).containsExactly(Set.of(new ImageId("ami-2"), new ImageId("ami-3")));
        assertThat(ids(plan.removals())).containsExactly("ami-3");
        assertThat(plan.kept().get(1).why()).endsWith("used by instance i-1");
    }

    @Test
    void aFamilyWithoutImagesIsAnEmptyPlan() {
        assertThat(rules(1).decide(List.of(), NOW, RetentionRulesTest::unused)).hasToString("there are no images");
    }

    /** The promise, told without the rules: over many families what goes is exactly what nothing keeps. */
    @Test
    void onlyWhatNothingKeepsGoesAndAllOfThatGoes() {
        for (long seed = 1; seed <= 5000; seed++) {
            Random random = new Random(seed);
            List<FamilyImage> images = IntStream.rangeClosed(1, random.nextInt(30))
                    .mapToObj(number -> any(number, random))
                    .toList();
            Map<ImageId, String> used = new HashMap<>();
            images.stream().filter(image -> random.nextInt(4) == 0).forEach(image -> used.put(image.id(), "used"));
            int keepLast = 1 + random.nextInt(5);
            Duration young = Duration.ofDays(random.nextInt(20));

            RetentionPlan plan = new RetentionRules("agent", keepLast, young)
                    .decide(
                            images,
                            NOW,
                            asked -> used.entrySet().stream()
                                    .filter(entry -> asked.contains(entry.getKey()))
                                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));

            Set<FamilyImage> newest = images.stream()
                    .filter(RetentionRulesTest::counts)
                    .sorted(Comparator.comparing(
                                    (FamilyImage image) -> image.madeAt().get())
                            .thenComparing(image -> image.id().value())
                            .reversed())
                    .limit(keepLast)
                    .collect(Collectors.toSet());
            Set<String> expected = images.stream()
                    .filter(RetentionRulesTest::counts)
                    .filter(image -> !newest.contains(image))
                    .filter(image -> !image.madeAt().get().isAfter(NOW.minus(young)))
                    .filter(image -> !image.isProtected() && !used.containsKey(image.id()))
                    .map(image -> image.id().value())
                    .collect(Collectors.toSet());
            assertThat(ids(plan.removals())).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(Stream.of(plan.removals(), plan.kept())
                            .flatMap(List::stream)
                            .map(item -> item.image()))
                    .as("seed %d: each image of the family has its line", seed)
                    .containsExactlyInAnyOrderElementsOf(images.stream()
                            .filter(RetentionRulesTest::isOurs)
                            .map(FamilyImage::id)
                            .toList());
        }
    }

    private static boolean counts(FamilyImage image) {
        return isOurs(image)
                && image.state().equals("available")
                && image.madeAt().isPresent()
                && image.tags().containsKey("Version")
                && image.tags().containsKey("Build");
    }

    private static boolean isOurs(FamilyImage image) {
        return !image.tags().getOrDefault("ami-builder:build-id", "").isEmpty()
                && "agent".equals(image.tags().get("Name"));
    }

    private static FamilyImage any(int number, Random random) {
        Map<String, String> tags = new TreeMap<>(tags());
        if (random.nextInt(8) == 0) {
            tags.remove(List.copyOf(tags.keySet()).get(random.nextInt(tags.size())));
        }
        if (random.nextInt(8) == 0) {
            tags.put(random.nextBoolean() ? "Name" : "ami-builder:build-id", random.nextBoolean() ? "" : "other");
        }
        return new FamilyImage(
                new ImageId("ami-" + number),
                "agent-" + number,
                random.nextInt(8) == 0
                        ? List.of("pending", "failed", "disabled").get(random.nextInt(3))
                        : "available",
                random.nextInt(12) == 0
                        ? Optional.empty()
                        : Optional.of(NOW.minus(Duration.ofDays(random.nextInt(30)))), // some of one moment
                random.nextInt(10) == 0,
                tags);
    }

    private static RetentionRules rules(int keepLast) {
        return new RetentionRules("agent", keepLast, Duration.ZERO);
    }

    private static List<String> ids(List<RetentionItem> items) {
        return items.stream().map(item -> item.image().value()).toList();
    }

    private static FamilyImage image(int daysOld) {
        return image("ami-" + daysOld, daysOld, tags());
    }

    private static FamilyImage image(String id, int daysOld, Map<String, String> tags) {
        Instant madeAt = NOW.minus(Duration.ofDays(daysOld));
        return new FamilyImage(
                new ImageId(id), id.replace("ami", "agent"), "available", Optional.of(madeAt), false, tags);
    }

    private static FamilyImage with(FamilyImage image, String state, boolean isProtected) {
        return new FamilyImage(image.id(), image.name(), state, image.madeAt(), isProtected, image.tags());
    }

    private static Map<String, String> tags() {
        return Map.of("ami-builder:build-id", "b", "Name", "agent", "Version", "1.0", "Build", "1");
    }

    private static Map<String, String> without(String tag) {
        Map<String, String> tags = new LinkedHashMap<>(tags());
        tags.remove(tag);
        return tags;
    }

    private static Map<ImageId, String> unused(Set<ImageId> ids) {
        return Map.of();
    }
}
