package io.amibuilder.examples;

import java.nio.file.Path;

/** Where things are; tests run in the directory of their module. */
public final class Repository {
    static final Path MODULE = Path.of("").toAbsolutePath();
    public static final Path ROOT = MODULE.getParent();
    static final Path JENKINS_AGENT = MODULE.resolve("ami/jenkins-agent");
    static final Path WEB_SERVER = MODULE.resolve("ami/web-server");

    private Repository() {}
}
