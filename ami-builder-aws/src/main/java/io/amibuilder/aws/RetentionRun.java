package io.amibuilder.aws;

import io.amibuilder.cloud.ImageId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Removes images, batch by batch, and notes what became of each. Not safe for use by several threads. */
final class RetentionRun {
    private final Supplier<RetentionPlan> look;
    private final Consumer<ImageId> removal;
    private final List<RetentionItem> removed = new ArrayList<>();
    private final List<RetentionReport.Failed> failed = new ArrayList<>();
    private final List<RetentionReport.Skipped> skipped = new ArrayList<>();

    RetentionRun(Supplier<RetentionPlan> look, Consumer<ImageId> removal) {
        this.look = look;
        this.removal = removal;
    }

    /** Looks once more, then removes those that are still to be removed. */
    void remove(List<RetentionItem> batch) {
        if (Thread.currentThread().isInterrupted()) {
            batch.forEach(item -> skip(item, "the removal was interrupted"));
            return;
        }
        RetentionPlan now;
        try {
            now = look.get();
        } catch (RuntimeException e) {
            batch.forEach(item -> failed.add(new RetentionReport.Failed(item, e)));
            return;
        }
        batch.forEach(item -> obstacle(item, now).ifPresentOrElse(why -> skip(item, why), () -> remove(item)));
    }

    RetentionReport report() {
        return new RetentionReport(removed, failed, skipped);
    }

    private void remove(RetentionItem item) {
        try {
            removal.accept(item.image());
            removed.add(item);
        } catch (RuntimeException e) {
            failed.add(new RetentionReport.Failed(item, e));
        }
    }

    private void skip(RetentionItem item, String why) {
        skipped.add(new RetentionReport.Skipped(item, why));
    }

    private static Optional<String> obstacle(RetentionItem item, RetentionPlan now) {
        if (Thread.currentThread().isInterrupted()) {
            return Optional.of("the removal was interrupted");
        }
        if (contains(now.removals(), item)) {
            return Optional.empty();
        }
        return now.kept().stream()
                .filter(kept -> kept.image().equals(item.image()))
                .map(kept -> "it stays now: " + kept.why())
                .findFirst()
                .or(() -> Optional.of("it is gone, or no longer one of the family"));
    }

    private static boolean contains(List<RetentionItem> items, RetentionItem item) {
        return items.stream().anyMatch(each -> each.image().equals(item.image()));
    }
}
