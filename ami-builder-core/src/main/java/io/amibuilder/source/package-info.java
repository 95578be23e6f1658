/**
 * What an image is made of: the directory convention ({@code cloudinit/}, {@code fs/}, {@code script/}), and the same
 * thing built in code. The only package that runs a program on the build host: the source's own {@code compile.sh}.
 *
 * <pre>{@code
 * AmiSource source = AmiSource.builder() // or AmiSource.read(directory)
 *         .metadata("NAME", "web")
 *         .metadata("VERSION", "1.0")
 *         .part("10_packages.cfg", "#cloud-config\npackages: [nginx]\n")
 *         .fs(FileTree.builder().file("/etc/motd", "Welcome\n").build())
 *         .install("#!/bin/sh\nsystemctl enable nginx\n")
 *         .build();
 * }</pre>
 */
@NullMarked
package io.amibuilder.source;

import org.jspecify.annotations.NullMarked;
