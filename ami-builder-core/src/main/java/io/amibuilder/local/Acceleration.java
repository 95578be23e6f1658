package io.amibuilder.local;

/** What runs the guest's instructions. */
public enum Acceleration {
    /** The processor itself where it can, else {@link #SOFTWARE}. */
    AUTO,
    /** The processor itself, by Linux's KVM. */
    KVM,
    /** QEMU's own emulation: works everywhere, but a guest takes minutes to start. */
    SOFTWARE
}
