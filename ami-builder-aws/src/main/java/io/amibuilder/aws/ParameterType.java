package io.amibuilder.aws;

/** What the parameter store makes of a parameter's value (Systems Manager API reference, PutParameter, "DataType"). */
public enum ParameterType {
    /** An image id, which the parameter store checks in the background; launch templates can refer to it. */
    EC2_IMAGE("aws:ec2:image"),
    /** Text like any other. */
    TEXT("text");

    private final String text;

    ParameterType(String text) {
        this.text = text;
    }

    /** As the parameter store spells it. */
    String text() {
        return text;
    }
}
