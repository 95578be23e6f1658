package io.amibuilder.examples;

import io.amibuilder.AmiBuild;
import io.amibuilder.aws.BlockDevice;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.wait.WaitPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The variables of {@link BuildAmi}: their names, defaults and limits are what Jenkins jobs rely on. */
final class BuildAmiEnvironment {
    private static final List<String> ARGUMENTS =
            List.of("BUILDAMI_USERDATA", "BUILDAMI_TARGETNAME", "BUILDAMI_TARGETVERSION");
    private static final String DEFAULT_TYPE = "t3.nano";
    private static final String DEFAULT_DISK = "DeviceName=/dev/xvda,Ebs={VolumeSize=10}";
    private static final int DEFAULT_TIMEOUT_SECONDS = 300;
    private static final int LEAST_TIMEOUT_SECONDS = 120;
    private static final int MOST_WAIT_SECONDS = 60;
    /** EC2 may post the console this late on instances that are not Nitro; no variable speaks of it. */
    private static final Duration CONSOLE_LAG = Duration.ofMinutes(20);

    private final Settings settings;

    BuildAmiEnvironment(List<String> arguments, Map<String, String> environment) {
        Map<String, String> merged = new HashMap<>(environment);
        for (int i = 0; i < Math.min(arguments.size(), ARGUMENTS.size()); i++) {
            if (!arguments.get(i).isBlank()) {
                merged.put(ARGUMENTS.get(i), arguments.get(i));
            }
        }
        settings = new Settings(merged);
        if (arguments.size() > ARGUMENTS.size()) {
            settings.problem("at most three arguments are understood, but given were " + arguments);
        }
    }

    BuildAmiSettings read() {
        Optional<Path> userdata = file("BUILDAMI_USERDATA", settings.required("BUILDAMI_USERDATA", argument(0)));
        String name = named("BUILDAMI_TARGETNAME", argument(1), AmiBuild.builder()::name);
        String version = named("BUILDAMI_TARGETVERSION", argument(2), AmiBuild.builder()::version);
        String base = settings.required("BUILDAMI_BASEAMI", "");
        Optional<Duration> lookAtInstance = wait("BUILDAMI_WAIT_INSTANCE");
        Optional<Duration> lookAtImage = wait("BUILDAMI_WAIT_AMI");
        Duration instanceLimit = timeout("BUILDAMI_TIMEOUT_INSTANCE");
        Duration imageLimit = timeout("BUILDAMI_TIMEOUT_AMI");
        List<String> groups = securityGroups();
        String subnet = id("BUILDAMI_SUBNET", "subnet-", settings.required("BUILDAMI_SUBNET", ""));
        String profile = settings.required("BUILDAMI_PROFILE", "");
        Optional<List<BlockDevice>> disks = settings.parsed(
                "BUILDAMI_BLOCKDEVICEMAPPING",
                settings.optional("BUILDAMI_BLOCKDEVICEMAPPING").orElse(DEFAULT_DISK),
                BlockDevice::parse);
        Optional<BuildAmiSettings.StoredRootfs> rootfs = rootfs();
        Optional<Path> output = output();
        Optional<String> buildId = settings.optional("BUILDAMI_BUILDID");
        buildId.ifPresent(id -> settings.parsed("BUILDAMI_BUILDID", id, AmiBuild.builder()::buildId));
        settings.check(BuildAmiSettings.USAGE);
        return new BuildAmiSettings(
                userdata.orElseThrow(),
                name,
                version,
                settings.optional("BUILDAMI_TARGETDESCRIPTION").orElse(name + " " + version),
                BaseImage.lookup(base),
                // the AWS CLI's name of the variable, which the old script's jobs may have set
                settings.optional("AWS_REGION").or(() -> settings.optional("AWS_DEFAULT_REGION")),
                settings.optional("BUILDAMI_TYPE").orElse(DEFAULT_TYPE),
                subnet,
                groups,
                profile,
                settings.optional("BUILDAMI_KEYPAIR"),
                disks.orElseThrow(),
                policy(instanceLimit, lookAtInstance),
                policy(CONSOLE_LAG, lookAtInstance),
                policy(imageLimit, lookAtImage),
                rootfs,
                output,
                buildId);
    }

    private static String argument(int index) {
        return " (or argument " + (index + 1) + ")";
    }

    private String named(String variable, String alternative, Function<String, ?> rule) {
        String value = settings.required(variable, alternative);
        settings.parsed(variable, value, rule);
        return value;
    }

    private Duration timeout(String variable) {
        return settings.seconds(variable, DEFAULT_TIMEOUT_SECONDS, LEAST_TIMEOUT_SECONDS, Integer.MAX_VALUE);
    }

    /** Empty when nobody has said it: then the library's own cadence, whose longest pause is 5 seconds, too. */
    private Optional<Duration> wait(String variable) {
        int usual = (int) WaitPolicy.DEFAULT_PAUSE.toSeconds();
        return settings.optional(variable).map(given -> settings.seconds(variable, usual, 1, MOST_WAIT_SECONDS));
    }

    private static WaitPolicy policy(Duration limit, Optional<Duration> pause) {
        WaitPolicy usual = WaitPolicy.atMost(limit);
        return pause.map(usual::every).orElse(usual);
    }

    private List<String> securityGroups() {
        String text = settings.required("BUILDAMI_SECURITYGROUPS", "");
        return Arrays.stream(text.split("[,\\s]+", -1))
                .filter(group -> !group.isEmpty())
                .map(group -> id("BUILDAMI_SECURITYGROUPS", "sg-", group))
                .toList();
    }

    private String id(String variable, String prefix, String value) {
        if (!value.isEmpty() && !value.startsWith(prefix)) {
            settings.problem(variable + " must be an id that begins with '" + prefix + "', but was '" + value + "'");
        }
        return value;
    }

    private Optional<BuildAmiSettings.StoredRootfs> rootfs() {
        List<String> all = List.of("BUILDAMI_FSTGZ", "BUILDAMI_S3URL", "BUILDAMI_S3REGION");
        if (all.stream().allMatch(name -> settings.optional(name).isEmpty())) {
            return Optional.empty();
        }
        String needed = ", which is needed when one of " + String.join(", ", all) + " is given,";
        Optional<Path> tarball = file("BUILDAMI_FSTGZ", settings.required("BUILDAMI_FSTGZ", needed));
        Optional<RootfsLocation> place =
                settings.parsed("BUILDAMI_S3URL", settings.required("BUILDAMI_S3URL", needed), S3Urls::parse);
        String region = settings.required("BUILDAMI_S3REGION", needed);
        return tarball.flatMap(file -> place.map(at -> new BuildAmiSettings.StoredRootfs(file, at, region)));
    }

    private Optional<Path> file(String variable, String value) {
        Optional<Path> file = settings.parsed(variable, value, Path::of);
        file.filter(path -> !Files.isRegularFile(path) || !Files.isReadable(path))
                .ifPresent(path -> settings.problem(variable + " must be a readable file, but was '" + path + "'"));
        return file;
    }

    private Optional<Path> output() {
        Optional<Path> output = settings.parsed(
                "BUILDAMI_OUTPUT", settings.optional("BUILDAMI_OUTPUT").orElse(""), Path::of);
        output.map(path -> path.toAbsolutePath().getParent())
                .filter(directory -> !Files.isDirectory(directory))
                .ifPresent(directory -> settings.problem(
                        "BUILDAMI_OUTPUT must be in a directory that exists, but '" + directory + "' does not"));
        return output;
    }
}
