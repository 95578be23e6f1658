package io.amibuilder.rootfs;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/** The rules for a path in a tree, and the order of paths. */
final class TreePath {
    /** By the bytes of UTF-8, so that the order depends on no locale; a directory comes before what is in it. */
    static final Comparator<String> ORDER = TreePath::compare;

    private static final int MAX_MODE = 07777; // permission bits and set-user-id, set-group-id, sticky

    private TreePath() {}

    static void check(String path) {
        for (String name : path.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                throw refused(path, "must be relative, without '.', '..', double or trailing slashes");
            }
        }
        checkText(path);
    }

    /** Control characters are fine: tar carries them and Unix allows them. */
    static void checkText(String text) {
        if (text.isEmpty() || text.indexOf('\0') >= 0) {
            throw refused(text, "must be neither empty nor contain NUL, which no file system allows");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw refused(text, "must be valid Unicode, because it travels in UTF-8, but has an unpaired surrogate");
        }
    }

    static void checkMode(String path, int mode) {
        if (mode < 0 || mode > MAX_MODE) {
            throw refused(path, "must have a mode of 0 to 07777, but has 0" + Integer.toOctalString(mode));
        }
    }

    /** The path with its leading slashes and one trailing slash taken off. */
    static String relative(String path) {
        return path.replaceAll("^/+", "").replaceAll("/$", "");
    }

    /** UTF-8 orders by code point; UTF-16 does too, but for surrogates, which stand for the highest ones. */
    private static int compare(String one, String other) {
        int common = Math.min(one.length(), other.length());
        for (int at = 0; at < common; at++) {
            char a = one.charAt(at);
            char b = other.charAt(at);
            if (a != b) {
                return Character.isSurrogate(a) == Character.isSurrogate(b)
                        ? Character.compare(a, b)
                        : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    private static IllegalArgumentException refused(String path, String rule) {
        return new IllegalArgumentException("path '" + path + "' in a file tree " + rule);
    }
}
