package io.amibuilder.aws;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Which permission a refused request lacks.
 *
 * @param action the permission, as in {@code ec2:CreateTags}, which need not be that of the request
 * @param resource on what; empty when it is not told
 * @param explicit whether a policy denies it; otherwise none allows it
 */
record Denial(String action, Optional<String> resource, boolean explicit) {
    private static final Set<String> CODES = Set.of(
            "UnauthorizedOperation",
            "UnauthorizedAccess",
            "UnauthorizedException",
            "AccessDenied",
            "AccessDeniedException");
    private static final Pattern PLAIN =
            Pattern.compile("not authorized to perform: ([\\w-]+:\\w+)(?: on resource: \"?([^\\s\"]+)\"?)?");
    private static final Pattern ENCODED = Pattern.compile("\\s*Encoded authorization failure message:\\s*(\\S+)");
    private static final String DECODING = "sts:DecodeAuthorizationMessage";

    /** Whether an error code says that a permission is missing. */
    static boolean is(String code) {
        return CODES.contains(code);
    }

    /**
     * What AWS said, without what only AWS can read, and the remedy.
     *
     * @param operation AWS's name of the request
     * @param decoder asks AWS what an encoded text says
     */
    static String explain(String operation, String said, Decoder decoder) {
        Matcher encoded = ENCODED.matcher(said);
        Optional<String> code = encoded.find() ? Optional.of(encoded.group(1)) : Optional.empty();
        String readable = encoded.replaceAll("");
        Optional<Denial> denial =
                inWords(readable).or(() -> code.flatMap(decoder::decode).flatMap(Denial::decoded));
        return readable.replaceFirst("[.;]?\\s*$", "; ")
                + denial.map(Denial::remedy).orElseGet(() -> unknown(operation, code.isPresent()));
    }

    /** Many services, and lately EC2, say it in words. */
    private static Optional<Denial> inWords(String said) {
        Matcher plain = PLAIN.matcher(said);
        return plain.find()
                ? Optional.of(
                        new Denial(plain.group(1), Optional.ofNullable(plain.group(2)), said.contains("explicit deny")))
                : Optional.empty();
    }

    /** The documented parts of the decoded text (STS API reference, "DecodeAuthorizationMessage"), and no other. */
    private static Optional<Denial> decoded(String json) {
        try {
            JsonNode root = JsonNode.parser().parse(json);
            JsonNode context = root.field("context").orElse(root);
            boolean explicit = root.field("explicitDeny")
                    .filter(JsonNode::isBoolean)
                    .map(JsonNode::asBoolean)
                    .orElse(false);
            return text(context, "action").map(action -> new Denial(action, text(context, "resource"), explicit));
        } catch (RuntimeException e) { // no JSON, or other JSON: that must not hide the refusal
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode node, String field) {
        return node.field(field).filter(JsonNode::isString).map(JsonNode::asString);
    }

    private String remedy() {
        String what = action + resource.map(arn -> " on " + arn).orElse("");
        return explicit
                ? "a policy denies " + what + " explicitly, and no Allow helps: change that one, which may be the"
                        + " organisation's or a permissions boundary"
                : "allow " + what + "; IamPolicies.forBuild(build) writes the policy of a build";
    }

    private static String unknown(String operation, boolean isEncoded) {
        Set<String> actions = IamActions.of(operation);
        return (actions.isEmpty() ? "allow what " + operation + " needs" : operation + " needs " + list(actions))
                + (isEncoded ? "; which is missing, AWS said in code that could not be decoded: needs " + DECODING : "")
                + "; IamPolicies.forBuild(build) writes the policy of a build";
    }

    private static String list(Set<String> actions) {
        return String.join(", ", actions);
    }

    /** Asks AWS what an encoded refusal says. */
    interface Decoder {
        /** The JSON; empty when it could not be had, for whatever reason. */
        Optional<String> decode(String encoded);
    }
}
