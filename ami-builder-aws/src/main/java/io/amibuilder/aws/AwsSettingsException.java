package io.amibuilder.aws;

import io.amibuilder.error.AmiBuilderException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings of this module are missing or malformed; all of them are told at once. */
public final class AwsSettingsException extends AmiBuilderException {
    private static final long serialVersionUID = 1L;

    // A String[] rather than a List, because an exception must be serializable
    /** One sentence for each setting that is missing or malformed. */
    private final String[] problems;

    AwsSettingsException(String subject, List<String> problems) {
        this(subject, problems, null);
    }

    AwsSettingsException(String subject, List<String> problems, @Nullable Throwable cause) {
        super(subject + " " + String.join("; ", problems), cause);
        this.problems = problems.toArray(String[]::new);
    }

    /** {@return one sentence for each setting that is missing or malformed} */
    public List<String> problems() {
        return List.of(problems);
    }
}
