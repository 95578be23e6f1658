package io.amibuilder.local;

/** How a guest gets its user-data. */
public enum DataSource {
    /** As on EC2: from a metadata service at 169.254.169.254 that wants a session token (IMDSv2). */
    EC2,
    /** From a small disk labelled {@code CIDATA}, for images whose cloud-init knows no EC2. */
    NO_CLOUD
}
