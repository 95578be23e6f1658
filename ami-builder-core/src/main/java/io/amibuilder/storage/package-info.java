/** Where a rootfs that does not fit into the user-data is kept until the instance has fetched it. */
@NullMarked
package io.amibuilder.storage;

import org.jspecify.annotations.NullMarked;
