/**
 * What an image is made of: the directory convention ({@code cloudinit/}, {@code fs/}, {@code script/}), and the same
 * thing built in code. The only package that runs a program on the build host: the source's own {@code compile.sh}.
 */
@NullMarked
package io.amibuilder.source;

import org.jspecify.annotations.NullMarked;
