package io.amibuilder.local;

import io.amibuilder.error.AmiBuilderException;
import java.util.Map;
import java.util.TreeMap;

/** This computer lacks programs that a local cloud needs. */
public final class MissingToolsException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    /** The Debian package that brings each missing program, by the program. */
    private final Map<String, String> packages;

    MissingToolsException(Map<String, String> packages) {
        super("a local cloud needs the programs " + String.join(", ", packages.keySet())
                + ", but they are not on the PATH; on Debian and Ubuntu install them with: apt-get install "
                + String.join(" ", packages.values()));
        this.packages = new TreeMap<>(packages);
    }

    /** {@return the Debian package that brings each missing program, by the program} */
    public Map<String, String> packages() {
        return packages;
    }
}
