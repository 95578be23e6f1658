/** What happens during a build, as values, and who is told. Listeners watch; they never steer. */
@NullMarked
package io.amibuilder.event;

import org.jspecify.annotations.NullMarked;
