/** The Java blocks of the guides in docs/ and of the Javadoc, compiled and run. */
@NullMarked
package io.amibuilder.examples.guide;

import org.jspecify.annotations.NullMarked;
