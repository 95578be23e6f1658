/**
 * The same bake on a virtual machine of this computer: real cloud-init, a real power-off, and the disk is the image. QEMU
 * does the work; everything that is known of an instance or an image is in files of one directory, so that it outlives the
 * process that made it.
 *
 * <pre>{@code
 * try (LocalCloud cloud = LocalCloud.builder(directory).build()) {
 *     AmiResult image = AmiBuild.builder()
 *             .source(source)
 *             .baseImage(BaseImage.file(base))
 *             .provider(cloud)
 *             .storage(cloud.storage())
 *             .build()
 *             .run();
 *     return cloud.disk(image.image()).orElseThrow();
 * }
 * }</pre>
 */
@NullMarked
package io.amibuilder.local;

import org.jspecify.annotations.NullMarked;
