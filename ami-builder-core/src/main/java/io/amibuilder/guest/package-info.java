/**
 * The words that the instance speaks on its console, and how they are read: an instance is judged by what it proves,
 * never by its silence.
 */
@NullMarked
package io.amibuilder.guest;

import org.jspecify.annotations.NullMarked;
