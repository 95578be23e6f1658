package io.amibuilder.ec2server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * For whom a request was signed (AWS Signature Version 4: {@code Credential=<key>/<date>/<region>/<service>/aws4_request}).
 *
 * @param region the region; empty when the request carries no such header
 * @param service the service, as in {@code ec2}; empty when the request carries no such header
 */
record Scope(String region, String service) {
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=[^/]+/[^/]+/([^/]+)/([^/]+)/aws4_request");

    static Scope of(@Nullable String authorization) {
        Matcher credential = CREDENTIAL.matcher(authorization == null ? "" : authorization);
        return credential.find() ? new Scope(credential.group(1), credential.group(2)) : new Scope("", "");
    }
}
