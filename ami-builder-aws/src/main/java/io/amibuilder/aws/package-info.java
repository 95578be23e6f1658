/**
 * The bake on AWS: EC2 as the cloud, S3 as the store. The only place that knows the AWS SDK. It translates requests,
 * answers and failures, and decides nothing but which images {@link io.amibuilder.aws.Retention} keeps; nothing here
 * waits for a state, and nothing that creates is ever re-sent.
 *
 * <pre>{@code
 * try (AwsCloudProvider provider = AwsCloudProvider.builder()
 *         .region("eu-west-1")
 *         .instanceTypes("t3.small", "t3a.small")
 *         .rootVolume(12)
 *         .build()) {
 *     return build.toBuilder().provider(provider).build().run();
 * }
 * }</pre>
 */
@NullMarked
package io.amibuilder.aws;

import org.jspecify.annotations.NullMarked;
