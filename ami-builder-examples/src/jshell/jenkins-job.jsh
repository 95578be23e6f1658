// A whole Jenkins job: settings from the environment, one image, its name and id in a file, an exit status. See docs/jshell.md.
import io.amibuilder.AmiBuild;
import io.amibuilder.AmiBuildBuilder;
import io.amibuilder.AmiResult;
import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.aws.S3ArtifactStore;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.event.BuildListener;
import io.amibuilder.wait.WaitPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

Optional<String> given(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
}

void need(String... names) {
    List<String> missing = Stream.of(names).filter(name -> given(name).isEmpty()).toList();
    if (!missing.isEmpty()) {
        throw new IllegalArgumentException("variables must be set, but are not: " + String.join(", ", missing));
    }
}

AmiResult bake(AwsCloudProvider cloud, Optional<S3ArtifactStore> store) {
    Duration pause = Duration.ofSeconds(Integer.parseInt(given("AMI_PAUSE_SECONDS").orElse("5")));
    AmiBuildBuilder build = AmiBuild.builder()
            .source(Path.of(System.getenv("AMI_SOURCE")))
            .provider(cloud)
            .instanceWait(WaitPolicy.atMost(Duration.ofMinutes(70)).every(pause))
            .imageWait(WaitPolicy.atMost(Duration.ofHours(2)).every(pause))
            .cleanUpOnShutdown(true) // a cancelled job leaves nothing behind
            .listener(BuildListener.printing(System.err));
    given("AMI_VERSION").ifPresent(build::version);
    given("AMI_BASE").map(BaseImage::lookup).ifPresent(build::baseImage);
    given("BUILD_TAG").ifPresent(build::buildId); // Jenkins sets it: the same build goes on where it was
    store.ifPresent(build::storage);
    return build.build().run();
}

void job() throws Exception {
    Optional<Path> output = given("AMI_OUTPUT").map(Path::of);
    if (output.isPresent()) {
        Files.deleteIfExists(output.get()); // what an earlier build left must not look like this one's
    }
    need("AMI_OUTPUT", "AMI_SOURCE", "AMI_SUBNET", "AMI_SECURITY_GROUPS");
    try (AwsCloudProvider cloud = AwsCloudProvider.builder()
                    .subnets(System.getenv("AMI_SUBNET"))
                    .securityGroups(System.getenv("AMI_SECURITY_GROUPS").split("[, ]+"))
                    .build();
            S3ArtifactStore store = given("AMI_STORAGE").map(S3ArtifactStore::at).orElse(null)) {
        AmiResult image = bake(cloud, Optional.ofNullable(store));
        List<String> lines = List.of("AMINAME=" + image.imageName(), "AMIID=" + image.image());
        Files.write(output.orElseThrow(), lines);
        lines.forEach(System.out::println);
    }
}

int status() {
    try {
        job();
        return 0;
    } catch (Exception e) {
        System.err.println("failed: " + e.getMessage());
        Arrays.stream(e.getSuppressed()).forEach(left -> System.err.println("and then: " + left.getMessage()));
        return 1;
    }
}

/exit status()
/exit 1
