/**
 * What the bake asks of a cloud, and the values it is answered with. An implementation of
 * {@link io.amibuilder.cloud.CloudProvider} translates; it never decides.
 */
@NullMarked
package io.amibuilder.cloud;

import org.jspecify.annotations.NullMarked;
