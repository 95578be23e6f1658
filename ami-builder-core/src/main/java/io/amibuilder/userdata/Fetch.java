package io.amibuilder.userdata;

import java.util.regex.Pattern;

/** How the instance gets a rootfs that is too large for the user-data. Every way checks its SHA-256 before unpacking. */
public sealed interface Fetch {
    /**
     * {@return the way with {@code aws s3 cp} and the instance profile's permissions; the AWS CLI must be in the base
     * image} A location that is not {@code s3://} is fetched as it is: by link, or copied when it is a {@code file://}.
     *
     * @param region the bucket's region, as in {@code eu-central-1}
     */
    static AwsCli awsCli(String region) {
        return new AwsCli(region, false);
    }

    /**
     * {@return the way with a link that is filled in later, by {@link Userdata#bind}, because it would expire: needs no
     * permissions and nothing installed but {@code curl}, {@code wget} or Python 3}
     */
    static Link link() {
        return new Link();
    }

    /**
     * See {@link Fetch#awsCli}.
     *
     * @param region the bucket's region
     * @param installs whether the AWS CLI is installed first when the base image has none
     */
    record AwsCli(String region, boolean installs) implements Fetch {
        private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");

        /**
         * Checks the region, which travels in a shell script.
         *
         * @param region the bucket's region
         * @param installs whether the AWS CLI is installed first when the base image has none
         */
        public AwsCli {
            if (!REGION.matcher(region).matches()) {
                throw new IllegalArgumentException("a region must be lower-case letters, digits and dashes, as in"
                        + " 'eu-central-1', but was '" + region + "'");
            }
        }

        /** {@return the same, installing the AWS CLI first when it is missing (yum, apt-get or snap)} */
        public AwsCli installing() {
            return new AwsCli(region, true);
        }
    }

    /** See {@link Fetch#link}. */
    record Link() implements Fetch {}
}
