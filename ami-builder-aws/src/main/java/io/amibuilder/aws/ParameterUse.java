package io.amibuilder.aws;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;

/** Which images parameters hold, be it as the whole value, in a list or within a text. Secret ones are not read. */
final class ParameterUse {
    /** The largest page of DescribeParameters. */
    private static final int NAMES_PAGE = 50;
    /** The most that GetParameters and a page of GetParametersByPath carry. */
    private static final int VALUES_PAGE = 10;

    private static final String SECRET = "SecureString";
    private static final String AWS_OWN = "/aws/service/"; // hold AWS's own images, which are never ours
    private static final ParameterStringFilter HOLDS_IMAGE = ParameterStringFilter.builder()
            .key("DataType")
            .values("aws:ec2:image")
            .build();
    private static final Pattern IMAGE = Pattern.compile("\\bami-[0-9a-z]+");

    private final Supplier<SsmClient> ssm;
    private final List<String> paths;

    ParameterUse(Supplier<SsmClient> ssm, List<String> paths) {
        this.ssm = ssm;
        this.paths = paths;
    }

    /**
     * Notes the parameters: those named here, those that EC2 knows to hold images, and those under the paths.
     *
     * @param named as a launch template names them, perhaps with a version or a label behind a colon
     */
    void find(Set<String> named, ImageUsers users) {
        Set<String> names = new TreeSet<>(named);
        Pages.all(this::ofImages, DescribeParametersResponse::nextToken)
                .flatMap(page -> page.parameters().stream())
                .map(ParameterMetadata::name)
                .forEach(names::add);
        names.removeIf(name -> name.startsWith(AWS_OWN));
        Stream<Parameter> byName = Batches.of(names, VALUES_PAGE).flatMap(this::values);
        Stream<Parameter> byPath = paths.stream()
                .flatMap(path -> Pages.all(token -> under(path, token), GetParametersByPathResponse::nextToken))
                .flatMap(page -> page.parameters().stream());
        Stream.concat(byName, byPath)
                .filter(parameter -> !SECRET.equals(parameter.typeAsString()) && parameter.value() != null)
                .forEach(parameter -> IMAGE.matcher(parameter.value())
                        .results()
                        .forEach(image -> users.add(image.group(), "parameter " + parameter.name())));
    }

    private DescribeParametersResponse ofImages(Optional<String> token) {
        return Call.repeatable(
                "DescribeParameters",
                call -> ssm.get()
                        .describeParameters(r -> r.parameterFilters(HOLDS_IMAGE)
                                .maxResults(NAMES_PAGE)
                                .nextToken(token.orElse(null))
                                .overrideConfiguration(call)));
    }

    /** Those that do not exist are missing: a template may name one that was deleted. */
    private Stream<Parameter> values(List<String> names) {
        return Call.repeatable(
                "GetParameters",
                call -> ssm.get().getParameters(r -> r.names(names).overrideConfiguration(call)))
                .parameters()
                .stream();
    }

    private GetParametersByPathResponse under(String path, Optional<String> token) {
        return Call.repeatable(
                "GetParametersByPath",
                call -> ssm.get()
                        .getParametersByPath(r -> r.path(path)
                                .recursive(true)
                                .maxResults(VALUES_PAGE)
                                .nextToken(token.orElse(null))
                                .overrideConfiguration(call)));
    }
}
