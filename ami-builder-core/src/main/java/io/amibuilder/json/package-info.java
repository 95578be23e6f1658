/** Writes JSON that a YAML 1.1 reader understands as well. Not exported. */
@NullMarked
package io.amibuilder.json;

import org.jspecify.annotations.NullMarked;
