/**
 * The one root of every exception this library throws. Each concrete exception lives next to the code that throws it.
 */
@NullMarked
package io.amibuilder.error;

import org.jspecify.annotations.NullMarked;
