/**
 * What this library is tested with, for the tests of those who use it: a cloud in virtual time whose instances read the
 * user-data they are given, a store in memory, a clock that is moved by hand, and a listener that remembers. A class whose name
 * ends in {@code Contract} has the checks that every implementation of an SPI must pass.
 */
@NullMarked
package io.amibuilder.testing;

import org.jspecify.annotations.NullMarked;
