package io.amibuilder.ec2server;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Service Quotas, which lets the account run 32 virtual processors of each kind. */
final class QuotaApi {
    private static final Pattern CODE = Pattern.compile("\"QuotaCode\"\\s*:\\s*\"([^\"]+)\"");

    byte[] answer(String body) {
        Matcher code = CODE.matcher(body);
        return """
                {"Quota":{"ServiceCode":"ec2","QuotaCode":"%s","Value":32.0}}""".formatted(code.find() ? code.group(1) : "").getBytes(StandardCharsets.UTF_8);
    }
}
