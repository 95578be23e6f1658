/**
 * Finds what builds left behind, says so, and removes it: a process that was killed, a machine that was lost, a failure
 * that kept its instance. Run it by a schedule; it needs no memory but the cloud's tags.
 *
 * <pre>{@code
 * Sweeper sweeper = Sweeper.of(provider, Time.system()).imageAge(Duration.ofDays(7));
 * SweepPlan plan = sweeper.plan();
 * if (!plan.isEmpty()) {
 *     System.out.println(sweeper.sweep(plan));
 * }
 * }</pre>
 */
@NullMarked
package io.amibuilder.sweep;

import org.jspecify.annotations.NullMarked;
