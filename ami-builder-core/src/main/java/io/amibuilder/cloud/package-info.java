/**
 * What the bake asks of a cloud, and the values it is answered with. An implementation of
 * {@link io.amibuilder.cloud.CloudProvider} translates; it never decides.
 *
 * <pre>{@code
 * BaseImageInfo base = provider.resolve(BaseImage.ubuntu("24.04"));
 * System.out.println("Ubuntu 24.04 is " + base);
 * List<ImageStatus> images = provider.images(Query.tag(AmiTags.NAME, "web"));
 * images.forEach(System.out::println);
 * }</pre>
 */
@NullMarked
package io.amibuilder.cloud;

import org.jspecify.annotations.NullMarked;
