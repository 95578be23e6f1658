/**
 * The files that go into the image: a tree, read from a directory or built in code, and the deterministic tarball made
 * of it. Knows neither cloud-init nor a cloud.
 *
 * <pre>{@code
 * FileTree tree = FileTree.builder()
 *         .file("/etc/motd", "Welcome\n")
 *         .file("/usr/local/bin/hello", "#!/bin/sh\necho hello\n", 0755)
 *         .symlink("/usr/local/bin/hi", "hello")
 *         .build();
 * try (Rootfs rootfs = RootfsPackager.pack(tree)) {
 *     rootfs.writeTo(tarball);
 * }
 * }</pre>
 */
@NullMarked
package io.amibuilder.rootfs;

import org.jspecify.annotations.NullMarked;
