/** A project that uses the library on the module path, and its testing kit without any test framework. */
module consumer {
    requires io.amibuilder;
}
