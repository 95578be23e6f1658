/**
 * The front door: {@link io.amibuilder.AmiBuild} bakes an image, {@link io.amibuilder.CompiledAmi} is what its first phase
 * makes and its second phase takes.
 *
 * <pre>{@code
 * AmiBuild build = AmiBuild.builder()
 *         .source(source)
 *         .baseImage(BaseImage.amazonLinux2023())
 *         .provider(provider)
 *         .build(); // nothing has happened yet: plan() tells what would, run() bakes
 * }</pre>
 */
@NullMarked
package io.amibuilder;

import org.jspecify.annotations.NullMarked;
