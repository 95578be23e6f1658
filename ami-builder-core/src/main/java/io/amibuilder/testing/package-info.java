/**
 * What this library is tested with, for the tests of those who use it: a cloud in virtual time whose instances read the
 * user-data they are given, a store in memory, a clock that is moved by hand, and a listener that remembers. A class whose name
 * ends in {@code Contract} has the checks that every implementation of an SPI must pass.
 *
 * <pre>{@code
 * VirtualTime time = new VirtualTime();
 * SimulatedCloud cloud =
 *         SimulatedCloud.builder(time).stepsTake(Duration.ofMinutes(5)).build();
 * AmiResult result = build.toBuilder().provider(cloud).time(time).build().run();
 * System.out.println(result.image() + " would have taken " + time.elapsed()); // but took no time at all
 * }</pre>
 */
@NullMarked
package io.amibuilder.testing;

import org.jspecify.annotations.NullMarked;
