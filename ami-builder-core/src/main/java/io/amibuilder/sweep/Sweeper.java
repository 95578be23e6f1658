package io.amibuilder.sweep;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Removes what builds left behind. {@link #plan()} is the dry run; {@link #sweep} removes what the plan names.
 *
 * <pre>{@code
 * Sweeper sweeper = Sweeper.of(provider, Time.system());
 * SweepPlan plan = sweeper.plan();
 * System.out.println(plan);
 * System.out.println(sweeper.sweep(plan));
 * }</pre>
 *
 * <p>Ours is what carries the tag {@code ami-builder:build-id}; nothing else is touched. Of that it removes
 *
 * <ul>
 *   <li>an instance whose tag {@code ami-builder:expires} lies in the past, with its volumes; a build that is still at work
 *       has set it past all its deadlines;
 *   <li>a volume that is attached to nothing and has expired likewise;
 *   <li>a Spot request that may still launch an instance and has expired likewise: it is cancelled, which leaves an
 *       instance that it has launched to the first rule;
 *   <li>an image that is pending, failed, invalid or in error, and older than the image age, with its snapshots;
 *   <li>a snapshot that no own image is made of, and that is older than the image age.
 * </ul>
 *
 * <p>Each thing is looked at again right before it is removed, and left alone when it no longer is what the plan said. A
 * pending image that becomes available between this look and its removal is lost all the same; the image age makes that
 * improbable. Immutable, and safe for use by several threads and processes at once if the provider is.
 */
public final class Sweeper {
    /** An image may take up to 24 hours (EC2 documents so); a younger one is never swept. */
    public static final Duration LEAST_IMAGE_AGE = Duration.ofDays(1);
    /** How old an image that is not available, or a snapshot without image, must be: twice what EC2 may take. */
    public static final Duration DEFAULT_IMAGE_AGE = Duration.ofDays(2);

    private final Search search;
    private final Time time;
    private final Duration imageAge;

    private Sweeper(Search search, Time time, Duration imageAge) {
        this.search = search;
        this.time = time;
        this.imageAge = imageAge;
    }

    /**
     * {@return a sweeper of the provider's account and region, with {@link #DEFAULT_IMAGE_AGE}}
     *
     * @param provider whose account and region are swept
     * @param time the time in which the provider lives
     */
    public static Sweeper of(CloudProvider provider, Time time) {
        return new Sweeper(new Search(provider), time, DEFAULT_IMAGE_AGE);
    }

    /**
     * {@return the same sweeper with another image age}
     *
     * @param age at least {@link #LEAST_IMAGE_AGE}
     */
    public Sweeper imageAge(Duration age) {
        if (age.compareTo(LEAST_IMAGE_AGE) < 0) {
            throw new IllegalArgumentException("imageAge(...) must be at least " + LEAST_IMAGE_AGE.toHours()
                    + " hours, because an image may take that long, but was " + age);
        }
        return new Sweeper(search, time, age);
    }

    /**
     * {@return what would be removed now} Removes nothing.
     *
     * @throws CloudException when looking fails
     */
    public SweepPlan plan() {
        List<Candidate> ours = search.everything(rules());
        return new SweepPlan(
                ours.stream().flatMap(each -> each.item().stream()).toList(),
                ours.stream().flatMap(each -> each.unclear().stream()).toList());
    }

    /**
     * Removes what the plan names and is still to be removed. What fails is reported, and the rest is removed all the
     * same. When the thread is interrupted the rest is skipped.
     *
     * @param plan what {@link #plan} found
     * @return what became of each item
     */
    public SweepReport sweep(SweepPlan plan) {
        List<SweepItem> removed = new ArrayList<>();
        List<SweepReport.Failed> failed = new ArrayList<>();
        List<SweepReport.Skipped> skipped = new ArrayList<>();
        for (SweepItem item : plan.items()) {
            try {
                Optional<String> obstacle = remove(item);
                obstacle.ifPresentOrElse(
                        why -> skipped.add(new SweepReport.Skipped(item, why)), () -> removed.add(item));
            } catch (RuntimeException e) {
                failed.add(new SweepReport.Failed(item, e));
            }
        }
        return new SweepReport(removed, failed, skipped);
    }

    /** Removes it, or says why it was left alone. */
    private Optional<String> remove(SweepItem item) {
        if (Thread.currentThread().isInterrupted()) {
            return Optional.of("the sweep was interrupted");
        }
        Optional<Candidate> now = search.again(item, rules());
        if (now.isEmpty()) {
            return Optional.of("it is gone, or no longer carries the build's id");
        }
        if (now.get().why().isEmpty()) {
            return Optional.of("somebody may need it now, or it is gone");
        }
        now.get().removal().run();
        return Optional.empty();
    }

    private Rules rules() {
        return new Rules(time.now(), imageAge);
    }

    @Override
    public String toString() {
        return "sweeper of images older than " + imageAge.toHours() + " hours and of everything that has expired";
    }
}
