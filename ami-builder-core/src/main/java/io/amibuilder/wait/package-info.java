/**
 * How long to wait, how often to look, and the library's only clock and pause. Nothing outside this package may read
 * the time or sleep; everything that waits is given a {@link io.amibuilder.wait.Time}.
 */
@NullMarked
package io.amibuilder.wait;

import org.jspecify.annotations.NullMarked;
