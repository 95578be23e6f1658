package io.amibuilder.traffic;

import java.time.Duration;
import java.util.List;

/** What somebody who takes a shared look is told. */
sealed interface Answer<T> {
    /** The answer, and its place in the order of everything that happened to the provider. */
    record Told<T>(long number, List<T> things) implements Answer<T> {}

    /** Nothing yet: the request was sent too short a time ago. */
    record Later<T>(Duration pause) implements Answer<T> {}
}
