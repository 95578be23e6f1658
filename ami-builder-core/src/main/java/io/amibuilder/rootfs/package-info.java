/**
 * The files that go into the image: a tree, read from a directory or built in code, and the deterministic tarball made
 * of it. Knows neither cloud-init nor a cloud.
 */
@NullMarked
package io.amibuilder.rootfs;

import org.jspecify.annotations.NullMarked;
