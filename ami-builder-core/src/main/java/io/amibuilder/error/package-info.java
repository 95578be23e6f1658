/**
 * The one root of every exception this library throws. Each concrete exception lives next to the code that throws it.
 *
 * <pre>{@code
 * try {
 *     build.run();
 * } catch (AmiBuilderException e) {
 *     err.println(e.getMessage());
 *     e.cleanUp().left().forEach(thing -> err.println("still there: " + thing));
 * }
 * }</pre>
 */
@NullMarked
package io.amibuilder.error;

import org.jspecify.annotations.NullMarked;
