package io.amibuilder.cloud;

import java.util.Locale;

/** How images are named. Other programs rely on it: it never changes. */
public final class ImageName {
    /** EC2's limit for the name of an image (EC2 API reference, CreateImage). */
    public static final int MAX_CHARACTERS = 128;
    /** Room for the build number: nine digits and a dash. */
    public static final int BUILD_CHARACTERS = 10;

    private ImageName() {}

    /** {@code <name>-<version>-<build>}, in lower case, with {@code -} for blanks. */
    public static String of(String name, String version, String build) {
        return (name + "-" + version + "-" + build).toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
