package io.amibuilder.userdata;

/** File names as cloud-init keeps them ({@code util.clean_filename}): it deletes other characters, in silence. */
final class FileNames {
    private FileNames() {}

    static String clean(String name) {
        return name.replaceAll("[^A-Za-z0-9_.()-]", "_");
    }

    /** A name that cannot be anybody else's, and sorts by its place; {@code driver.sh} knows its form. */
    static String ordered(int place, String name) {
        return place(place) + "_" + clean(name);
    }

    /** What every ordered name of this place or a later one sorts after. */
    static String place(int place) {
        String digits = Integer.toString(place);
        return "s" + "0".repeat(Math.max(0, 3 - digits.length())) + digits;
    }
}
