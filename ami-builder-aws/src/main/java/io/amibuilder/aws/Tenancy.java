package io.amibuilder.aws;

import java.util.Locale;

/** Which hardware an instance runs on (EC2 API reference, "Placement"). */
public enum Tenancy {
    /** Hardware shared with other accounts. */
    DEFAULT,
    /** Hardware of this account alone. */
    DEDICATED,
    /** A Dedicated Host that the account has allocated. */
    HOST;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
