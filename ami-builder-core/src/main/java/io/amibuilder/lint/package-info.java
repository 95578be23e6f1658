/**
 * Finds, while compiling, what cloud-init would drop, misread or reorder in silence. Everything is decided from the text of
 * the user's parts: nothing is run and nothing is read but what is handed in. Knows parts, and nothing above them.
 */
@NullMarked
package io.amibuilder.lint;

import org.jspecify.annotations.NullMarked;
