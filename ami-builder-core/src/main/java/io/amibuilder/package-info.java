/**
 * The front door: {@link io.amibuilder.AmiBuild} bakes an image, {@link io.amibuilder.CompiledAmi} is what its first phase
 * makes and its second phase takes.
 */
@NullMarked
package io.amibuilder;

import org.jspecify.annotations.NullMarked;
