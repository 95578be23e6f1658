package io.amibuilder.examples;

import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.aws.AwsCloudProviderBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@link Quickstart} was told on its command line. */
record QuickstartOptions(
        String provider,
        Path source,
        Path out,
        String progress,
        Optional<Path> base,
        List<String> tests,
        Optional<String> subnet,
        List<String> securityGroups,
        Optional<String> profile,
        Optional<String> storage) {
    static final String USAGE = """
            usage: Quickstart [--provider simulated|local|aws] [--source DIR] [--out DIR] [--progress explained|console|json]
              --source DIR         what to bake; its ami.env gives NAME, VERSION and BASE (default ami-builder-examples/ami/jenkins-agent)
              --out DIR            where the files to look at go (default ami-builder-examples/target/quickstart)
              --progress KIND      explained: what happens, and why (default); console: a line for each stage, which moves
                                   on a terminal; json: a JSON object for each event
            with --provider local, for which QEMU must be installed:
              --base FILE          the disk to start from (default: the one that make-base-image.sh makes)
              --test COMMAND       what an instance of the image must do; may be given several times (default: start)
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

    boolean aws() {
        return provider.equals("aws");
    }

    boolean local() {
        return provider.equals("local");
    }

    /** The disk to start from on a local machine. */
    Path base(Map<String, String> environment) {
        Path made = Path.of(
                        environment.getOrDefault("XDG_CACHE_HOME", environment.getOrDefault("HOME", "") + "/.cache"))
                .resolve("ami-builder/vm/debian-12.qcow2");
        if (base.isEmpty() && !Files.exists(made)) {
            throw new UsageException(
                    List.of("there is no base image " + made + "; give another one by --base FILE, or make it with:"
                            + " sudo ami-builder-examples/src/vm/make-base-image.sh " + made),
                    USAGE);
        }
        return base.orElse(made);
    }

    AwsCloudProvider awsProvider() {
        AwsCloudProviderBuilder provider =
                AwsCloudProvider.builder().securityGroups(securityGroups.toArray(String[]::new));
        subnet.ifPresent(provider::subnet);
        profile.ifPresent(provider::instanceProfile);
        return provider.build();
    }

    /** Takes the arguments one by one and remembers what is wrong with them. */
    private static final class Parser {
        private static final Set<String> ANYWHERE = Set.of("--provider", "--source", "--out", "--progress");
        private static final Map<String, List<String>> ONLY = Map.of(
                "local", List.of("--base", "--test"),
                "aws", List.of("--subnet", "--security-group", "--profile", "--storage"));

        private final List<String> problems = new ArrayList<>();
        private final List<String> securityGroups = new ArrayList<>();
        private final List<String> tests = new ArrayList<>();
        private final Map<String, List<String>> only = new LinkedHashMap<>();
        private String provider = "simulated";
        private String source = "ami-builder-examples/ami/jenkins-agent";
        private String out = "ami-builder-examples/target/quickstart";
        private String progress = "explained";
        private Optional<Path> base = Optional.empty();
        private Optional<String> subnet = Optional.empty();
        private Optional<String> profile = Optional.empty();
        private Optional<String> storage = Optional.empty();

        Parser(List<String> args) {
            Deque<String> left = new ArrayDeque<>(args);
            while (!left.isEmpty()) {
                String option = left.pop();
                String value = left.isEmpty() || left.peek().startsWith("--") ? "" : left.pop();
                if (value.isBlank() && known(option)) {
                    problems.add(option + " needs a value");
                } else {
                    take(option, value);
                }
            }
            if (!List.of("simulated", "local", "aws").contains(provider)) {
                problems.add("--provider must be simulated, local or aws, but was '" + provider + "'");
            }
            if (!List.of("explained", "console", "json").contains(progress)) {
                problems.add("--progress must be explained, console or json, but was '" + progress + "'");
            }
            if (Files.isRegularFile(Path.of(out))) {
                problems.add("--out must be a directory, but '" + out + "' is a file");
            }
            only.forEach((wanted, options) -> {
                if (!provider.equals(wanted)) {
                    problems.add(String.join(", ", options) + " can be given only with --provider " + wanted);
                }
            });
        }

        private static boolean known(String option) {
            return ANYWHERE.contains(option) || ONLY.values().stream().anyMatch(options -> options.contains(option));
        }

        private void take(String option, String value) {
            switch (option) {
                case "--provider" -> provider = value;
                case "--source" -> source = value;
                case "--out" -> out = value;
                case "--progress" -> progress = value;
                case "--base" -> base = Optional.of(Path.of(value));
                case "--test" -> tests.add(value);
                case "--subnet" -> subnet = Optional.of(value);
                case "--security-group" -> securityGroups.add(value);
                case "--profile" -> profile = Optional.of(value);
                case "--storage" -> storage = s3Url(value);
                default -> problems.add("'" + option + "' is not understood");
            }
            ONLY.forEach((wanted, options) -> {
                if (options.contains(option)) {
                    only.computeIfAbsent(wanted, none -> new ArrayList<>()).add(option);
                }
            });
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
                    provider,
                    Path.of(source),
                    Path.of(out),
                    progress,
                    base,
                    List.copyOf(tests),
                    subnet,
                    List.copyOf(securityGroups),
                    profile,
                    storage);
        }
    }
}
