package io.amibuilder.aws;

/**
 * Which launch template.
 *
 * @param idOrName an id that begins with {@code lt-}, or a name
 * @param version a number, {@code $Default} or {@code $Latest}
 */
record LaunchTemplateName(String idOrName, String version) {
    boolean isId() {
        return idOrName.startsWith("lt-");
    }

    @Override
    public String toString() {
        return idOrName + ":" + version;
    }
}
