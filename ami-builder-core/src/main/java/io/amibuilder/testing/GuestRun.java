package io.amibuilder.testing;

import java.time.Duration;

/**
 * How a simulated guest took its user-data.
 *
 * @param console everything it wrote to its console
 * @param duration how long it ran
 * @param powersOff whether it ever powered itself off
 */
record GuestRun(String console, Duration duration, boolean powersOff) {}
