/** A stateful EC2, S3 and parameter store over real HTTP on the loopback, for tests that run programs as processes. */
@NullMarked
package io.amibuilder.ec2server;

import org.jspecify.annotations.NullMarked;
