package io.amibuilder.cloud;

import java.nio.file.Path;

/**
 * Which image a build starts from. A description; {@link CloudProvider#resolve} turns it into one image. Only own
 * images are found by name or tag alone, because a stranger can publish an image under any name; whoever looks among the
 * images of others must name their owner.
 */
public sealed interface BaseImage {
    /**
     * {@return the image with this id, whoever owns it}
     *
     * @param id as in {@code ami-0123456789abcdef0}
     */
    static BaseImage id(String id) {
        return new ById(new ImageId(id));
    }

    /**
     * {@return the newest own image with exactly this name}
     *
     * @param name in full, without wildcards
     */
    static BaseImage name(String name) {
        return new ByName(name);
    }

    /**
     * {@return the own image whose {@code Name} tag is this, of the highest version by {@link VersionOrder}}
     *
     * @param name the tag's value
     */
    static BaseImage nameTag(String name) {
        return new ByNameTag(name);
    }

    /**
     * {@return the own image with this {@code Name} tag and this {@code Version} tag, of the highest build}
     *
     * @param name the value of the {@code Name} tag
     * @param version the value of the {@code Version} tag
     */
    static BaseImage nameTag(String name, String version) {
        return new ByNameTagAndVersion(name, version);
    }

    /**
     * {@return the image whose id stands in this parameter of the cloud's parameter store}
     *
     * @param name the parameter's name, as in {@code /acme/base}
     */
    static BaseImage ssmParameter(String name) {
        return new BySsmParameter(name);
    }

    /**
     * {@return the disk in this file, for a cloud that is this computer}
     *
     * @param file a qcow2 or raw disk
     */
    static BaseImage file(Path file) {
        return new ByFile(file);
    }

    /** {@return the newest Amazon Linux 2023 for {@link Architecture#X86_64}} */
    static BaseImage amazonLinux2023() {
        return amazonLinux2023(Architecture.X86_64);
    }

    /**
     * {@return the newest Amazon Linux 2023, as AWS's public parameter names it (Amazon Linux 2023 user guide, "AL2023 on
     * EC2")}
     *
     * @param architecture the processor it runs on
     */
    static BaseImage amazonLinux2023(Architecture architecture) {
        return ssmParameter(PublicParameters.amazonLinux2023(architecture));
    }

    /**
     * {@return the newest Ubuntu server of this release, as in {@code 24.04}, for {@link Architecture#X86_64}}
     *
     * @param release the release's number, as in {@code 24.04}
     */
    static BaseImage ubuntu(String release) {
        return ubuntu(release, Architecture.X86_64);
    }

    /**
     * {@return the newest Ubuntu server of this release, as Canonical's public parameter names it (Ubuntu on AWS, "Find
     * Ubuntu images with the SSM parameter store")}
     *
     * @param release the release's number, as in {@code 24.04}
     * @param architecture the processor it runs on
     * @throws IllegalArgumentException when it is no such number
     */
    static BaseImage ubuntu(String release, Architecture architecture) {
        return ssmParameter(PublicParameters.ubuntu(release, architecture));
    }

    /**
     * {@return the newest Debian of this release, as in {@code 12}, for {@link Architecture#X86_64}}
     *
     * @param release the release's number, as in {@code 12}
     */
    static BaseImage debian(int release) {
        return debian(release, Architecture.X86_64);
    }

    /**
     * {@return the newest Debian of this release, as its public parameter names it (Debian wiki, "Cloud/AmazonEC2Image")}
     *
     * @param release the release's number, as in {@code 12}
     * @param architecture the processor it runs on
     */
    static BaseImage debian(int release, Architecture architecture) {
        return ssmParameter(PublicParameters.debian(release, architecture));
    }

    /**
     * {@return the newest available image with such a name that this owner has} The owner is asked for, and checked again
     * in the answer: a stranger's newer image of the same name is never taken.
     *
     * @param name the name, where {@code *} stands for any characters and {@code ?} for one, as in {@code al2023-ami-*}
     * @param owner {@code self}, an account's 12 digits, or the alias {@code amazon} or {@code aws-marketplace}
     * @throws IllegalArgumentException when the name is blank or the owner is none of these
     */
    static BaseImage pattern(String name, String owner) {
        return new ByPattern(name, owner);
    }

    /**
     * {@return whatever this text names: an image id ({@code ami-...}), a parameter ({@code /...}), else an own image's
     * name, its {@code Name} tag, or its {@code Name} tag and version joined by {@code -}; the first of these that
     * exists}
     *
     * @param text as a person writes it, in ami.env for example
     */
    static BaseImage lookup(String text) {
        if (text.matches("ami-([0-9a-f]{8}|[0-9a-f]{17})")) { // an own image may be named ami-base
            return id(text);
        }
        return text.startsWith("/") ? ssmParameter(text) : new ByText(text);
    }

    private static void checkNotBlank(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name of a base image must not be blank, but was '" + name + "'");
        }
    }

    /**
     * See {@link BaseImage#id}.
     *
     * @param id the image's id
     */
    record ById(ImageId id) implements BaseImage {
        @Override
        public String toString() {
            return "image " + id;
        }
    }

    /**
     * See {@link BaseImage#name}.
     *
     * @param name the name in full
     */
    record ByName(String name) implements BaseImage {
        /**
         * Checks the name.
         *
         * @param name not blank
         */
        public ByName {
            checkNotBlank(name);
        }

        @Override
        public String toString() {
            return "the own image named '" + name + "'";
        }
    }

    /**
     * See {@link BaseImage#nameTag(String)}.
     *
     * @param name the value of the {@code Name} tag
     */
    record ByNameTag(String name) implements BaseImage {
        /**
         * Checks the name.
         *
         * @param name not blank
         */
        public ByNameTag {
            checkNotBlank(name);
        }

        @Override
        public String toString() {
            return "the newest own image tagged Name=" + name;
        }
    }

    /**
     * See {@link BaseImage#nameTag(String, String)}.
     *
     * @param name the value of the {@code Name} tag
     * @param version the value of the {@code Version} tag
     */
    record ByNameTagAndVersion(String name, String version) implements BaseImage {
        @Override
        public String toString() {
            return "the own image tagged Name=" + name + " and Version=" + version;
        }
    }

    /**
     * See {@link BaseImage#ssmParameter}.
     *
     * @param name the parameter's name
     */
    record BySsmParameter(String name) implements BaseImage {
        @Override
        public String toString() {
            return "the image that parameter " + name + " names";
        }
    }

    /**
     * See {@link BaseImage#file}.
     *
     * @param file a qcow2 or raw disk
     */
    record ByFile(Path file) implements BaseImage {
        @Override
        public String toString() {
            return "the disk " + file;
        }
    }

    /**
     * See {@link BaseImage#pattern}.
     *
     * @param name where {@code *} stands for any characters and {@code ?} for one
     * @param owner {@code self}, 12 digits, or an alias
     */
    record ByPattern(String name, String owner) implements BaseImage {
        /**
         * Checks name and owner.
         *
         * @param name where {@code *} stands for any characters and {@code ?} for one
         * @param owner {@code self}, 12 digits, or an alias
         */
        public ByPattern {
            if (name.isBlank()) {
                throw new IllegalArgumentException("a name pattern must not be blank; an example is 'al2023-ami-*'");
            }
            if (!owner.matches("self|amazon|aws-marketplace|[0-9]{12}")) {
                throw new IllegalArgumentException("the owner of the images named '" + name
                        + "' must be 'self', 'amazon', 'aws-marketplace' or an account's 12 digits, but was '" + owner
                        + "'");
            }
        }

        @Override
        public String toString() {
            return "the newest image of " + owner + " named '" + name + "'";
        }
    }

    /**
     * See {@link BaseImage#lookup}.
     *
     * @param text an id, a parameter, a name, or a tag
     */
    record ByText(String text) implements BaseImage {
        @Override
        public String toString() {
            return "the own image '" + text + "'";
        }
    }
}
