/**
 * Programs to run: the two that Jenkins jobs call, and a first bake to watch. Each is a thin layer over the library's
 * fluent calls; what they read and write is relied on by other programs and stays as it is.
 */
@NullMarked
package io.amibuilder.examples;

import org.jspecify.annotations.NullMarked;
