package io.amibuilder.aws;

import io.amibuilder.AmiBuild;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.publish.Publisher;
import io.amibuilder.storage.ArtifactStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the smallest policies under which our programs work. Whatever can be narrowed is: to the region, to the things
 * that a build names, and to what carries the tag {@code ami-builder:build-id}, which everything has from its creation on.
 * EC2's {@code Describe...} actions know no resources and are allowed on all (Service Authorization Reference, "Actions,
 * resources, and condition keys for Amazon EC2").
 *
 * <p>Nobody is asked: the settings alone decide. What they do not tell is not allowed: the key of an encrypted base image
 * or of a bucket, or what a queue of wake-ups needs.
 */
public final class IamPolicies {
    private IamPolicies() {}

    /**
     * {@return the policy with what {@link AmiBuild#run()} needs, with its smoke test, its {@link AwsPublisher}, and
     * its clean-up after failures} An instance profile brings {@code iam:PassRole} on the role that has the profile's
     * name, as the console makes it.
     *
     * @param build on AWS
     * @throws IllegalArgumentException when the build is not for AWS
     */
    public static IamPolicy forBuild(AmiBuild build) {
        return forBuild(build, Optional.empty());
    }

    /**
     * {@return the same policy for a profile whose role has another name}
     *
     * @param build on AWS
     * @param role the ARN of the profile's role, which may hold wildcards, as in
     *     {@code arn:aws:iam::111122223333:role/baker}
     * @throws IllegalArgumentException when the build is not for AWS, or the role is no role's ARN
     */
    public static IamPolicy forBuild(AmiBuild build, String role) {
        if (!role.matches("arn:[^:]+:iam::[^:]*:role/.+")) {
            throw new IllegalArgumentException(
                    "the role must be an ARN as in arn:aws:iam::111122223333:role/baker, but was '" + role + "'");
        }
        return forBuild(build, Optional.of(role));
    }

    /**
     * {@return the policy with what {@link AmiBuild#preflight()} needs beside {@link #forBuild(AmiBuild)}, which it
     * needs, too: it asks whether these credentials may bake} What may not be asked becomes a warning.
     *
     * @param build on AWS
     * @throws IllegalArgumentException when the build is not for AWS
     */
    public static IamPolicy forPreflight(AmiBuild build) {
        AwsCloudProvider provider = aws(build.provider());
        List<IamStatement> all = new ArrayList<>(provider.preflightPermissions());
        if (build.storage().orElse(null) instanceof S3ArtifactStore s3) {
            all.addAll(s3.preflightPermissions(provider.arns()));
        }
        return new IamPolicy(all);
    }

    /**
     * {@return the policy with what {@link io.amibuilder.sweep.Sweeper} needs, to look and to remove; it can remove
     * nothing that is not ours}
     *
     * @param provider whose account and region are swept
     */
    public static IamPolicy forSweeper(AwsCloudProvider provider) {
        return new IamPolicy(SweepPermissions.of(provider.arns()));
    }

    /**
     * {@return the policy with what {@link Retention} needs, to look who uses images and to remove; it can remove no
     * image that is not ours}
     *
     * @param retention whose family, account and region count
     */
    public static IamPolicy forRetention(Retention retention) {
        return retention.policy();
    }

    private static IamPolicy forBuild(AmiBuild build, Optional<String> role) {
        AwsCloudProvider provider = aws(build.provider());
        List<IamStatement> all = new ArrayList<>(provider.permissions(
                build.baseImage(), build.onFailure(), build.smokeTest().isPresent(), role));
        build.storage().ifPresent(store -> all.addAll(ofStore(store, provider.arns(), build.deleteStored())));
        build.publisher().ifPresent(publisher -> all.addAll(ofPublisher(publisher, build)));
        return new IamPolicy(all);
    }

    private static AwsCloudProvider aws(CloudProvider provider) {
        if (provider instanceof AwsCloudProvider aws) {
            return aws;
        }
        throw new IllegalArgumentException(
                "a policy can be written for builds of an AwsCloudProvider, but this one has "
                        + provider.getClass().getName());
    }

    /** Another store than ours needs nothing of AWS, or its owner knows what. */
    private static List<IamStatement> ofStore(ArtifactStore store, Arns arns, boolean deletes) {
        return store instanceof S3ArtifactStore s3 ? s3.permissions(arns, deletes) : List.of();
    }

    private static List<IamStatement> ofPublisher(Publisher publisher, AmiBuild build) {
        return publisher instanceof AwsPublisher aws ? aws.permissions(build.name(), build.version()) : List.of();
    }
}
