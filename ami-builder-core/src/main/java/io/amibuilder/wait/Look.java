package io.amibuilder.wait;

import java.time.Duration;

/**
 * One look at something that is waited for.
 *
 * @param number how many looks there have been, this one included; starts at 1
 * @param elapsed how long the wait has lasted
 */
public record Look(int number, Duration elapsed) {}
