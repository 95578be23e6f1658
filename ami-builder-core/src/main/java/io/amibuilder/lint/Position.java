package io.amibuilder.lint;

/** A place in a text; both count from 1, columns in code points. */
record Position(int line, int column) {
    static final Position START = new Position(1, 1);
}
