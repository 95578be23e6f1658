package io.amibuilder.engine;

import io.amibuilder.publish.Publisher;
import io.amibuilder.wait.WaitPolicy;

/**
 * Where the finished image is made known.
 *
 * @param publisher does it
 * @param publishWait how long it may take, from the first call of this process
 */
public record Publication(Publisher publisher, WaitPolicy publishWait) {}
