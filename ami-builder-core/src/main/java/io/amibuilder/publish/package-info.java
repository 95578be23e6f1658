/**
 * What becomes of an image once it is available: the SPI by which a build publishes it, and its values. Knows the cloud's
 * values and nothing of how a build works.
 *
 * <pre>{@code
 * AmiResult result = build.toBuilder()
 *         .publish(publisher)
 *         .publishWait(WaitPolicy.atMost(Duration.ofHours(2)))
 *         .build()
 *         .run();
 * for (PublishTarget target : result.published()) {
 *     System.out.println(target.place() + " has " + target.image().orElseThrow());
 * }
 * }</pre>
 */
@NullMarked
package io.amibuilder.publish;

import org.jspecify.annotations.NullMarked;
