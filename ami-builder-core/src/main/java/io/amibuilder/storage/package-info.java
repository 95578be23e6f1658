/**
 * Where a rootfs that does not fit into the user-data is kept until the instance has fetched it.
 *
 * <pre>{@code
 * ArtifactStore store = DirectoryArtifactStore.at(directory);
 * RootfsLocation location = store.locate(rootfs);
 * if (!store.has(location, rootfs)) {
 *     store.put(location, rootfs);
 * }
 * }</pre>
 */
@NullMarked
package io.amibuilder.storage;

import org.jspecify.annotations.NullMarked;
