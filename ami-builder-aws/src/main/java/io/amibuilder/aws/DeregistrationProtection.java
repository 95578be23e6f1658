package io.amibuilder.aws;

/** How an image is kept from being deregistered (EC2 user guide, "Protect an AMI from deregistration"). */
public enum DeregistrationProtection {
    /** It can be deregistered as soon as the protection is switched off. */
    WITHOUT_COOLDOWN,
    /** It can be deregistered 24 hours after the protection was switched off. */
    WITH_COOLDOWN
}
