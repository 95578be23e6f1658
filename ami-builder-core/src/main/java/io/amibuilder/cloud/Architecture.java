package io.amibuilder.cloud;

/** The processor an image is made for. */
public enum Architecture {
    /** 64-bit Intel and AMD. */
    X86_64("x86_64"),
    /** 64-bit Arm, as in AWS Graviton. */
    ARM64("arm64");

    private final String text;

    Architecture(String text) {
        this.text = text;
    }

    /** {@return the name as EC2 spells it, as in {@code x86_64}} */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
