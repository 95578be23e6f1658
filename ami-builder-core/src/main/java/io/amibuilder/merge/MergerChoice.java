package io.amibuilder.merge;

/** One entry of a merger list: which merger, as the user wrote it, and its settings. */
record MergerChoice(Object name, Options options) {}
