/**
 * The user-data: a multipart container of the user's parts and our own, gzip'd to at most 16,384 bytes. Pure.
 */
@NullMarked
package io.amibuilder.userdata;

import org.jspecify.annotations.NullMarked;
