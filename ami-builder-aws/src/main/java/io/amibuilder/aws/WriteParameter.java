package io.amibuilder.aws;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;

/**
 * Writes the image's id into a parameter and reads it back: of an image id, an answer without error only says that the
 * check has begun (Systems Manager API reference, PutParameter).
 */
final class WriteParameter implements PublishStep {
    /** After so many looks in vain it is written again: a check that fails does so in silence. */
    static final int LOOKS_PER_WRITE = 20;

    private static final String READ = "GetParameter";
    private static final String WRITE = "PutParameter";
    private static final String STRING = "String";

    private final Supplier<SsmClient> ssm;
    private final String template;
    private final ParameterType type;
    // By image and name; bounded by the images that one process publishes
    private final Map<String, Integer> looks = new ConcurrentHashMap<>();

    WriteParameter(Supplier<SsmClient> ssm, String template, ParameterType type) {
        this.ssm = ssm;
        this.template = template;
        this.type = type;
    }

    @Override
    public Optional<String> take(RegionalImage image) {
        String name = name(image);
        String key = image.id() + " " + name;
        Optional<Parameter> found = read(name);
        if (found.isPresent() && image.id().equals(found.get().value())) {
            looks.remove(key);
            return Optional.empty();
        }
        found.ifPresent(this::requireSameType);
        int look = looks.merge(key, 1, Integer::sum);
        if (look % LOOKS_PER_WRITE == 1) {
            write(name, image.id(), key);
        }
        return Optional.of("parameter " + name + " was written, and does not hold " + image.id() + " yet");
    }

    @Override
    public String plan() {
        return "write its id to parameter " + template + " (" + type.text() + ")";
    }

    private Optional<Parameter> read(String name) {
        try {
            return Optional.ofNullable(Call.repeatable(
                            READ,
                            call -> ssm.get().getParameter(r -> r.name(name).overrideConfiguration(call)))
                    .parameter());
        } catch (CloudException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void write(String name, String imageId, String key) {
        try {
            Call.repeatable(
                    WRITE,
                    call -> ssm.get()
                            .putParameter(r -> r.name(name)
                                    .value(imageId)
                                    .type(STRING)
                                    .dataType(type.text())
                                    .overwrite(true)
                                    .overrideConfiguration(call)));
        } catch (CloudException e) {
            looks.remove(key);
            throw e;
        }
    }

    /** Nothing becomes or ceases to be an image id (Systems Manager user guide, "Parameter data types"). */
    private void requireSameType(Parameter found) {
        String dataType = String.valueOf(found.dataType());
        if (!STRING.equals(found.typeAsString())
                || (found.dataType() != null && !type.text().equals(dataType))) {
            throw new CloudException(
                    Kind.FINAL,
                    WRITE,
                    "",
                    "parameter " + found.name() + " is a " + found.typeAsString() + " of data type " + dataType
                            + ", but should be a String of data type " + type.text()
                            + ", and no parameter can be changed so; delete it, or give parameterType(...) another one",
                    null);
        }
    }

    private String name(RegionalImage image) {
        Map<String, String> tags = image.source().tags();
        return name(
                template, tags.getOrDefault(AmiTags.NAME, ""), tags.getOrDefault(AmiTags.VERSION, ""), image.region());
    }

    /** A parameter's name; characters that none may have become dashes. */
    static String name(String template, String name, String version, String region) {
        return template.replace("{name}", clean(name))
                .replace("{version}", clean(version))
                .replace("{region}", region);
    }

    private static String clean(String text) {
        return text.replaceAll("[^A-Za-z0-9_.-]", "-");
    }
}
