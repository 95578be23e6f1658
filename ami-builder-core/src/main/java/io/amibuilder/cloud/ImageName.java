package io.amibuilder.cloud;

import java.util.List;
import java.util.Locale;

/**
 * How images are named: a template with {@code {name}}, {@code {version}} and {@code {build}}. Other programs rely on
 * {@link #DEFAULT}: it never changes.
 */
public final class ImageName {
    /** {@code <name>-<version>-<build>}. */
    public static final String DEFAULT = "{name}-{version}-{build}";
    /** EC2's limit for the name of an image (EC2 API reference, CreateImage). */
    public static final int MAX_CHARACTERS = 128;
    /** The digits of the largest build number for which a name has room. */
    public static final int BUILD_DIGITS = 9;

    private static final List<String> PLACEHOLDERS = List.of("{name}", "{version}", "{build}");

    private ImageName() {}

    /**
     * {@return {@link #DEFAULT} filled in, in lower case, with {@code -} for blanks}
     *
     * @param name the image family
     * @param version the version within it
     * @param build the number of the build
     */
    public static String of(String name, String version, String build) {
        return of(DEFAULT, name, version, build);
    }

    /**
     * {@return the template filled in, in lower case, with {@code -} for blanks}
     *
     * @param template with the three placeholders
     * @param name the image family
     * @param version the version within it
     * @param build the number of the build
     */
    public static String of(String template, String name, String version, String build) {
        return template.replace("{build}", build)
                .replace("{version}", version)
                .replace("{name}", name)
                .toLowerCase(Locale.ROOT)
                .replace(' ', '-');
    }

    /**
     * {@return the template, once it is known to make unique names that EC2 takes (EC2 API reference, CreateImage)}
     *
     * @param template with the three placeholders
     * @throws IllegalArgumentException when a placeholder is missing or given twice, or a character is not allowed
     */
    public static String checked(String template) {
        String rest = template;
        for (String placeholder : PLACEHOLDERS) {
            int at = rest.indexOf(placeholder);
            rest = at < 0 ? "{" : rest.substring(0, at) + rest.substring(at + placeholder.length());
        }
        if (!rest.matches("[A-Za-z0-9 ()\\[\\]./\\-'@_]*")) {
            throw new IllegalArgumentException("an image name must have {name}, {version} and {build} once each, which"
                    + " together make it unique, and else letters, digits, blanks or ()[]./-'@_, but was '" + template
                    + "'");
        }
        return template;
    }

    /**
     * {@return the highest build number among images of one name and version, by their tag; 0 when none has one}
     *
     * @param family the images of one name and version
     */
    public static int highestBuild(List<ImageStatus> family) {
        return family.stream()
                .map(image -> image.tags().getOrDefault(AmiTags.BUILD, ""))
                .filter(build -> build.matches("[0-9]{1," + BUILD_DIGITS + "}"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }
}
