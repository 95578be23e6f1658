package io.amibuilder.aws;

import java.util.Locale;

/** What a burstable instance does without CPU credits (EC2 API reference, "CreditSpecificationRequest"). */
public enum CreditMode {
    /** It slows down. */
    STANDARD,
    /** It goes on, at a price. */
    UNLIMITED;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
