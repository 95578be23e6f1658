package io.amibuilder.ec2server;

import io.amibuilder.cloud.AmiTags;
import java.util.Map;
import java.util.TreeMap;

/**
 * What other clients make carries no build id, but the simulated cloud can only be asked for things with some tag. So it is
 * given one, which no answer shows.
 */
final class Strangers {
    private static final String BUILD_ID = "made by another client";

    private Strangers() {}

    static Map<String, String> marked(Map<String, String> tags) {
        Map<String, String> marked = new TreeMap<>(tags);
        marked.putIfAbsent(AmiTags.BUILD_ID, BUILD_ID);
        return marked;
    }

    static Map<String, String> shown(Map<String, String> tags) {
        Map<String, String> shown = new TreeMap<>(tags);
        shown.remove(AmiTags.BUILD_ID, BUILD_ID);
        return shown;
    }
}
