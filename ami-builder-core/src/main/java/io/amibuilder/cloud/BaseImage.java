package io.amibuilder.cloud;

import java.nio.file.Path;

/**
 * Which image a build starts from. A description; {@link CloudProvider#resolve} turns it into one image. Only own
 * images are found by name or tag, because a stranger can publish an image under any name.
 */
public sealed interface BaseImage {
    /** The image with this id, whoever owns it. */
    static BaseImage id(String id) {
        return new ById(new ImageId(id));
    }

    /** The newest own image with exactly this name. */
    static BaseImage name(String name) {
        return new ByName(name);
    }

    /** The own image whose {@code Name} tag is this, of the highest version by {@link VersionOrder}. */
    static BaseImage nameTag(String name) {
        return new ByNameTag(name);
    }

    /** The own image with this {@code Name} tag and this {@code Version} tag, of the highest build. */
    static BaseImage nameTag(String name, String version) {
        return new ByNameTagAndVersion(name, version);
    }

    /** The image whose id stands in this parameter of the cloud's parameter store. */
    static BaseImage ssmParameter(String name) {
        return new BySsmParameter(name);
    }

    /** The disk in this file, for a cloud that is this computer. */
    static BaseImage file(Path file) {
        return new ByFile(file);
    }

    /**
     * Whatever this text names: an image id ({@code ami-...}), a parameter ({@code /...}), else an own image's name, its
     * {@code Name} tag, or its {@code Name} tag and version joined by {@code -}; the first of these that exists.
     */
    static BaseImage lookup(String text) {
        if (text.matches("ami-([0-9a-f]{8}|[0-9a-f]{17})")) { // an own image may be named ami-base
            return id(text);
        }
        return text.startsWith("/") ? ssmParameter(text) : new ByText(text);
    }

    /** See {@link BaseImage#id}. */
    record ById(ImageId id) implements BaseImage {
        @Override
        public String toString() {
            return "image " + id;
        }
    }

    /** See {@link BaseImage#name}. */
    record ByName(String name) implements BaseImage {
        @Override
        public String toString() {
            return "the own image named '" + name + "'";
        }
    }

    /** See {@link BaseImage#nameTag(String)}. */
    record ByNameTag(String name) implements BaseImage {
        @Override
        public String toString() {
            return "the newest own image tagged Name=" + name;
        }
    }

    /** See {@link BaseImage#nameTag(String, String)}. */
    record ByNameTagAndVersion(String name, String version) implements BaseImage {
        @Override
        public String toString() {
            return "the own image tagged Name=" + name + " and Version=" + version;
        }
    }

    /** See {@link BaseImage#ssmParameter}. */
    record BySsmParameter(String name) implements BaseImage {
        @Override
        public String toString() {
            return "the image that parameter " + name + " names";
        }
    }

    /** See {@link BaseImage#file}. */
    record ByFile(Path file) implements BaseImage {
        @Override
        public String toString() {
            return "the disk " + file;
        }
    }

    /** See {@link BaseImage#lookup}. */
    record ByText(String text) implements BaseImage {
        @Override
        public String toString() {
            return "the own image '" + text + "'";
        }
    }
}
