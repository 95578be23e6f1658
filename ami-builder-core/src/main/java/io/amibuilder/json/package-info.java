/** Writes JSON that a YAML 1.1 reader understands as well. Exported to our own modules only. */
@NullMarked
package io.amibuilder.json;

import org.jspecify.annotations.NullMarked;
