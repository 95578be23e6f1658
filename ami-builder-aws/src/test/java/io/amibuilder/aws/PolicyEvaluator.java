package io.amibuilder.aws;

import io.amibuilder.ec2server.Check;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Decides as IAM does (IAM user guide, "Policy evaluation logic") by policies of Allow statements alone, with the
 * operators that ours use; one that it does not know is an error.
 */
final class PolicyEvaluator {
    private final List<JsonNode> statements;

    private PolicyEvaluator(List<JsonNode> statements) {
        this.statements = statements;
    }

    static PolicyEvaluator of(IamPolicy policy) {
        JsonNode document = JsonNode.parser().parse(policy.toString());
        if (!document.field("Version").orElseThrow().asString().equals("2012-10-17")) {
            throw new AssertionError("another version would mean other rules");
        }
        return new PolicyEvaluator(document.field("Statement").orElseThrow().asArray());
    }

    /** Both policies attached to one role. */
    PolicyEvaluator and(IamPolicy other) {
        return new PolicyEvaluator(Stream.concat(statements.stream(), of(other).statements.stream())
                .toList());
    }

    boolean allows(Check check) {
        return statements.stream().anyMatch(statement -> allows(statement, check, ""));
    }

    /** Every pair of a statement and one of its actions. */
    List<Grant> grants() {
        return statements.stream()
                .flatMap(statement -> texts(field(statement, "Action")).map(action -> new Grant(statement, action)))
                .toList();
    }

    /** Whether it would be allowed if that statement did not have that action. */
    boolean allowsWithout(Grant grant, Check check) {
        return statements.stream()
                .anyMatch(statement -> allows(statement, check, statement == grant.statement() ? grant.action() : ""));
    }

    /** One action of one statement. */
    record Grant(JsonNode statement, String action) {
        @Override
        public String toString() {
            return field(statement, "Sid").asString() + " " + action;
        }
    }

    private static boolean allows(JsonNode statement, Check check, String without) {
        return texts(field(statement, "Action"))
                        .filter(action -> !action.equals(without))
                        .anyMatch(action -> like(action, check.action()))
                && texts(field(statement, "Resource")).anyMatch(arn -> like(arn, check.resource()))
                && statement
                        .field("Condition")
                        .map(conditions -> conditions.asObject().entrySet().stream()
                                .allMatch(operator -> operator.getValue().asObject().entrySet().stream()
                                        .allMatch(key -> holds(operator.getKey(), key, check.context()))))
                        .orElse(true);
    }

    private static boolean holds(String operator, Map.Entry<String, JsonNode> key, Map<String, String> context) {
        @Nullable String actual = context.get(key.getKey());
        Stream<String> wanted = texts(key.getValue());
        return switch (operator) {
            case "Null" -> wanted.allMatch(isNull -> isNull.equals(String.valueOf(actual == null)));
            case "StringEquals", "Bool", "ForAnyValue:StringEquals" -> wanted.anyMatch(value -> value.equals(actual));
            // Of no values it holds (IAM user guide, "Multivalued context keys")
            case "ForAllValues:StringEquals" -> {
                List<String> accepted = wanted.toList();
                yield actual == null || List.of(actual.split(",")).stream().allMatch(accepted::contains);
            }
            default -> throw new AssertionError("an operator that this evaluator does not know: " + operator);
        };
    }

    private static boolean like(String pattern, String text) {
        String regex = Pattern.compile("\\*")
                .splitAsStream(pattern + " ")
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return (text + " ").matches(regex);
    }

    private static JsonNode field(JsonNode node, String name) {
        return node.field(name).orElseThrow();
    }

    private static Stream<String> texts(JsonNode node) {
        return node.isArray() ? node.asArray().stream().map(JsonNode::asString) : Stream.of(node.asString());
    }
}
