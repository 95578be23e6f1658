package io.amibuilder;

/** Whether a build may return an image that exists instead of baking one. */
public enum Reuse {
    /** Always bake: packages change under the same source. The default. */
    NEVER,
    /**
     * Return the newest available own image of this name and version whose fingerprint is this build's: the same base image,
     * user-data, rootfs and provider settings.
     */
    IF_SAME_FINGERPRINT
}
