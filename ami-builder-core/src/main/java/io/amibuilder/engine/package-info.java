/**
 * The bake: observe, decide, act. {@link io.amibuilder.engine.Decider} is a pure function; everything that remembers does
 * so only to save requests, and may forget at any moment. Not exported.
 */
@NullMarked
package io.amibuilder.engine;

import org.jspecify.annotations.NullMarked;
