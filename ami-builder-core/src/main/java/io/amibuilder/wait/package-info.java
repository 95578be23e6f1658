/**
 * How long to wait, how often to look, and the library's only clock and pause. Nothing outside this package may read
 * the time or sleep; everything that waits is given a {@link io.amibuilder.wait.Time}.
 *
 * <pre>{@code
 * Waiter waiter = Waiter.growing(Duration.ofSeconds(2), Duration.ofMinutes(1));
 * AmiBuild patient = build.toBuilder()
 *         .imageWait(WaitPolicy.atMost(Duration.ofHours(3)).pausing(waiter))
 *         .build();
 * }</pre>
 */
@NullMarked
package io.amibuilder.wait;

import org.jspecify.annotations.NullMarked;
