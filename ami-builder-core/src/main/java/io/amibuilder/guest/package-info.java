/**
 * The words that the instance speaks on its console, and how they are read: an instance is judged by what it proves,
 * never by its silence.
 *
 * <pre>{@code
 * GuestReport report = GuestReport.read(console, userdata.nonce().orElseThrow());
 * String fate = report.lastWord().map(GuestWord::text).orElse("still at work");
 * System.out.println("after " + report.steps() + ": " + fate);
 * }</pre>
 */
@NullMarked
package io.amibuilder.guest;

import org.jspecify.annotations.NullMarked;
