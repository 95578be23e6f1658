/**
 * What happens during a build, as values, and who is told. Listeners watch; they never steer.
 *
 * <pre>{@code
 * AmiBuild watched = build.toBuilder()
 *         .listener(BuildListener.printing(out))
 *         .listener(TimelineReport.at(page))
 *         .listener(event -> log.add(EventText.of(event)))
 *         .build();
 * }</pre>
 */
@NullMarked
package io.amibuilder.event;

import org.jspecify.annotations.NullMarked;
