package io.amibuilder.aws;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.Query;
import io.amibuilder.wait.Time;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the last images of a family and removes the older ones. {@link #plan()} is the dry run; {@link #apply} removes what
 * the plan names.
 *
 * <pre>{@code
 * Retention retention = Retention.builder(provider).name("jenkins-agent").keepLast(3).build();
 * RetentionPlan plan = retention.plan();
 * System.out.println(plan);
 * System.out.println(retention.apply(plan));
 * }</pre>
 *
 * <p>A family is the own images that carry the tag {@code ami-builder:build-id} and this {@code Name}, in the provider's
 * region; nothing else is touched. Of these stay
 *
 * <ul>
 *   <li>the last ones, by the time at which they were made;
 *   <li>those that are young, when {@link RetentionBuilder#keepYoungerThan} says what young is;
 *   <li>those that are protected against deregistration;
 *   <li>those that an instance was launched from, a stopped one included, until it is terminated;
 *   <li>those that the default or the latest version of a launch template names, itself or by a parameter;
 *   <li>those that a parameter of the data type {@code aws:ec2:image} names, or one below
 *       {@link RetentionBuilder#parametersUnder};
 *   <li>those that are not available, or lack the tag {@code Version} or {@code Build}: they do not count as one of the last.
 * </ul>
 *
 * <p>Everything else is deregistered with its snapshots. What is not seen: who uses the image in another account or region,
 * launch configurations, secret parameters, and whoever keeps the id elsewhere. An instance that runs goes on when its
 * image is gone; only a new one cannot be launched.
 *
 * <p>Immutable, and safe for use by several threads and processes at once. It uses the provider's clients, and ends with
 * them.
 */
public final class Retention {
    /** How many images are removed after one look; more would make the look old, fewer would make it dear. */
    private static final int BATCH = 50;
    /** How EC2 and the parameter store call a permission that is missing. */
    private final AwsCloudProvider provider;

    private final ImageSearch search;
    private final RetentionRules rules;
    private final ImageUse use;
    private final Time time;

    Retention(AwsCloudProvider provider, RetentionRules rules, ImageUse use, Time time) {
        this.provider = provider;
        this.search = new ImageSearch(provider.connection().ec2());
        this.rules = rules;
        this.use = use;
        this.time = time;
    }

    /**
     * {@return a builder of the retention of a family in this provider's account and region}
     *
     * @param provider where the images are
     */
    public static RetentionBuilder builder(AwsCloudProvider provider) {
        return new RetentionBuilder(provider);
    }

    /**
     * {@return what would be removed now} Removes nothing. Who uses the images is asked only when something would be
     * removed, and of many images at once.
     *
     * @throws CloudException when a look fails; its message names the action that is not allowed, if that is why
     */
    public RetentionPlan plan() {
        try {
            return rules.decide(family(), time.now(), use::of);
        } catch (CloudException e) {
            throw Denial.is(e.code()) ? notAllowed(e) : e;
        }
    }

    /**
     * Removes what the plan names and would still be removed now: it looks again before every 50 images. What fails is
     * reported, and the rest is removed all the same; what cannot be looked at again is reported as failed. When the
     * thread is interrupted the rest is skipped.
     *
     * @param plan what {@link #plan} found
     * @return what became of each image
     */
    public RetentionReport apply(RetentionPlan plan) {
        RetentionRun run = new RetentionRun(this::plan, provider::discard);
        Batches.of(plan.removals(), BATCH).forEach(run::remove);
        return run.report();
    }

    /** What looking, and removing what the plan names, needs. */
    IamPolicy policy() {
        Arns arns = provider.arns();
        List<IamStatement> all = new ArrayList<>(use.permissions(arns));
        all.add(BakePermissions.discard(arns));
        return new IamPolicy(all);
    }

    private List<FamilyImage> family() {
        Query query = Query.tagged(AmiTags.BUILD_ID).and(AmiTags.NAME, rules.family());
        return search.own(Ec2Filters.of(query)).stream().map(FamilyImage::of).toList();
    }

    private static CloudException notAllowed(CloudException e) {
        String service = e.operation().contains("Parameters") ? "ssm" : "ec2";
        return new CloudException(
                e.kind(),
                e.operation(),
                e.code(),
                "no image is removed while nobody can tell who uses it; allow the action " + service + ":"
                        + e.operation() + " (" + e.getMessage() + ")",
                e);
    }

    @Override
    public String toString() {
        return "retention on " + provider;
    }
}
