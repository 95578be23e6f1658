package io.amibuilder.cloud;

/** The names of the tags on everything a build creates. Other programs read them: they never change. */
public final class AmiTags {
    /** Which build made it; on everything. */
    public static final String BUILD_ID = "ami-builder:build-id";
    /** When it may be swept, RFC 3339; on instances and volumes. */
    public static final String EXPIRES = "ami-builder:expires";
    /** SHA-256 of everything that decides the result; on everything. */
    public static final String FINGERPRINT = "ami-builder:fingerprint";
    /** On an image and its snapshots: the image family. On an instance: {@link #INSTANCE_NAME}. */
    public static final String NAME = "Name";
    /** On an image and its snapshots: the version given to the build. */
    public static final String VERSION = "Version";
    /** On an image and its snapshots: the build number within name and version, counted from 1. */
    public static final String BUILD = "Build";
    /** On an instance: the name of the image to be made. */
    public static final String TARGET_NAME = "TargetName";
    /** On an instance: the version of the image to be made. */
    public static final String TARGET_VERSION = "TargetVersion";
    /** The {@link #NAME} tag of every instance that bakes. */
    public static final String INSTANCE_NAME = "CreateAMI";

    /** The {@link #NAME} tag of every instance that tests an image. */
    public static final String TEST_INSTANCE_NAME = "TestAMI";
    /** On an image that has passed its smoke test: {@link #PASSED}. Such an image is not tested again. */
    public static final String SMOKE_TEST = "ami-builder:smoke-test";
    /** The value of {@link #SMOKE_TEST}. */
    public static final String PASSED = "passed";

    private AmiTags() {}
}
