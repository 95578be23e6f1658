package io.amibuilder.source;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The caller's environment without what opens a cloud account. Compile scripts come from the repository of the image,
 * which more people may change than may use the account; and what a script prints lands in logs and in the image.
 */
final class CompileEnvironment {
    /** Everything else that begins with AWS_ is dropped: keys, profiles, role and container credential addresses. */
    private static final Set<String> KEPT_AWS = Set.of("AWS_REGION", "AWS_DEFAULT_REGION");

    private static final Set<String> DROPPED = Set.of(
            "AMAZON_ACCESS_KEY_ID",
            "AMAZON_SECRET_ACCESS_KEY",
            "BOTO_CONFIG",
            "EC2_ACCESS_KEY",
            "EC2_SECRET_KEY",
            "EC2_PRIVATE_KEY",
            "ARM_ACCESS_KEY",
            "ARM_CLIENT_SECRET",
            "ARM_CLIENT_CERTIFICATE_PATH",
            "ARM_CLIENT_CERTIFICATE_PASSWORD",
            "ARM_OIDC_TOKEN",
            "ARM_SAS_TOKEN",
            "AZURE_CLIENT_SECRET",
            "AZURE_CLIENT_CERTIFICATE_PATH",
            "AZURE_CLIENT_CERTIFICATE_PASSWORD",
            "AZURE_FEDERATED_TOKEN_FILE",
            "AZURE_PASSWORD",
            "AZURE_STORAGE_CONNECTION_STRING",
            "AZURE_STORAGE_KEY",
            "AZURE_STORAGE_SAS_TOKEN",
            "CLOUDSDK_AUTH_ACCESS_TOKEN",
            "CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE",
            "GCLOUD_KEYFILE_JSON",
            "GOOGLE_APPLICATION_CREDENTIALS",
            "GOOGLE_CLOUD_KEYFILE_JSON",
            "GOOGLE_CREDENTIALS",
            "GOOGLE_OAUTH_ACCESS_TOKEN",
            "ALIBABA_CLOUD_ACCESS_KEY_ID",
            "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
            "DIGITALOCEAN_ACCESS_TOKEN",
            "DIGITALOCEAN_TOKEN",
            "HCLOUD_TOKEN",
            "OS_PASSWORD",
            "OS_TOKEN");

    /** Shuts the SDKs' other ways to credentials: files in the home directory, and the host's own role. */
    private static final Map<String, String> SET = Map.of(
            "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
            "AWS_CONFIG_FILE", "/dev/null",
            "AWS_EC2_METADATA_DISABLED", "true");

    private CompileEnvironment() {}

    static Map<String, String> of(Map<String, String> caller) {
        Map<String, String> seen = new HashMap<>(caller);
        seen.keySet().removeIf(name -> DROPPED.contains(name) || (name.startsWith("AWS_") && !KEPT_AWS.contains(name)));
        seen.putAll(SET);
        return seen;
    }
}
