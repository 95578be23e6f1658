package io.amibuilder.examples;

import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.aws.AwsCloudProviderBuilder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What {@link Quickstart} was told on its command line. */
record QuickstartOptions(
        boolean aws,
        Path source,
        Path out,
        Optional<String> subnet,
        List<String> securityGroups,
        Optional<String> profile,
        Optional<String> storage) {
    static final String USAGE = """
            usage: Quickstart [--provider simulated|aws] [--source DIR] [--out DIR]
              --source DIR         what to bake (default ami-builder-examples/ami/jenkins-agent)
              --out DIR            where the files to look at go (default ami-builder-examples/target/quickstart)
            with --provider aws, and AWS_REGION and credentials as the AWS SDK finds them:
              --subnet ID          (default: one of the default network)
              --security-group ID  may be given several times (default: the network's default group)
              --profile NAME       instance profile (default: none)
              --storage s3://...   where a large rootfs is stored (default: nowhere)
            """;

    static QuickstartOptions parse(List<String> args) {
        Parser parser = new Parser(args);
        if (!parser.problems.isEmpty()) {
            throw new UsageException(parser.problems, USAGE);
        }
        return parser.options();
    }

    AwsCloudProvider provider() {
        AwsCloudProviderBuilder provider =
                AwsCloudProvider.builder().securityGroups(securityGroups.toArray(String[]::new));
        subnet.ifPresent(provider::subnet);
        profile.ifPresent(provider::instanceProfile);
        return provider.build();
    }

    /** Takes the arguments one by one and remembers what is wrong with them. */
    private static final class Parser {
        private final List<String> problems = new ArrayList<>();
        private final List<String> securityGroups = new ArrayList<>();
        private final List<String> awsOnly = new ArrayList<>();
        private String provider = "simulated";
        private String source = "ami-builder-examples/ami/jenkins-agent";
        private String out = "ami-builder-examples/target/quickstart";
        private Optional<String> subnet = Optional.empty();
        private Optional<String> profile = Optional.empty();
        private Optional<String> storage = Optional.empty();

        Parser(List<String> args) {
            Deque<String> left = new ArrayDeque<>(args);
            while (!left.isEmpty()) {
                String option = left.pop();
                String value = left.isEmpty() || left.peek().startsWith("--") ? "" : left.pop();
                if (value.isBlank() && option.startsWith("--")) {
                    problems.add(option + " needs a value");
                } else {
                    take(option, value);
                }
            }
            if (!List.of("simulated", "aws").contains(provider)) {
                problems.add("--provider must be simulated or aws, but was '" + provider + "'");
            }
            if (!provider.equals("aws") && !awsOnly.isEmpty()) {
                problems.add(String.join(", ", awsOnly) + " can be given only with --provider aws");
            }
        }

        private void take(String option, String value) {
            switch (option) {
                case "--provider" -> provider = value;
                case "--source" -> source = value;
                case "--out" -> out = value;
                case "--subnet" -> subnet = Optional.of(value);
                case "--security-group" -> securityGroups.add(value);
                case "--profile" -> profile = Optional.of(value);
                case "--storage" -> storage = s3Url(value);
                default -> problems.add("'" + option + "' is not understood");
            }
            if (List.of("--subnet", "--security-group", "--profile", "--storage")
                    .contains(option)) {
                awsOnly.add(option);
            }
        }

        private Optional<String> s3Url(String value) {
            try {
                return Optional.of(S3Urls.parse(value).uri());
            } catch (IllegalArgumentException e) {
                problems.add("--storage: " + e.getMessage());
                return Optional.empty();
            }
        }

        QuickstartOptions options() {
            return new QuickstartOptions(
                    provider.equals("aws"),
                    Path.of(source),
                    Path.of(out),
                    subnet,
                    List.copyOf(securityGroups),
                    profile,
                    storage);
        }
    }
}
