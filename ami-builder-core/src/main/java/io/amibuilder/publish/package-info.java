/**
 * What becomes of an image once it is available: the SPI by which a build publishes it, and its values. Knows the cloud's
 * values and nothing of how a build works.
 */
@NullMarked
package io.amibuilder.publish;

import org.jspecify.annotations.NullMarked;
