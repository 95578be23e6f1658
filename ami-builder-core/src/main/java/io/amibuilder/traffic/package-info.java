/**
 * How many builds share one cloud: what they look at is asked for together, and they stay below the cloud's rate limits.
 * Not exported.
 */
@NullMarked
package io.amibuilder.traffic;

import org.jspecify.annotations.NullMarked;
