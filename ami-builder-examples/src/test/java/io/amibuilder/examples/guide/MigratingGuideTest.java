package io.amibuilder.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiBuildBuilder;
import io.amibuilder.CompiledAmi;
import io.amibuilder.aws.AwsCloudProviderBuilder;
import io.amibuilder.aws.AwsPublisherBuilder;
import io.amibuilder.aws.BlockDevice;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.examples.Repository;
import io.amibuilder.source.AmiSource;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.userdata.Fetch;
import io.amibuilder.wait.WaitPolicy;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/migrating.md: its tables are complete, and the calls in them exist. */
class MigratingGuideTest {
    private static final Pattern VARIABLE = Pattern.compile("\\b(BUILDAMI_[A-Z0-9_]+|AWSREGION|S3URL)\\b");
    private static final Pattern CALL = Pattern.compile("`(?:\\w+\\.)?([a-z]\\w+)\\(");
    private static final List<Class<?>> TYPES = List.of(
            AmiBuild.class,
            AmiBuildBuilder.class,
            AmiSource.class,
            AwsCloudProviderBuilder.class,
            AwsPublisherBuilder.class,
            BaseImage.class,
            BlockDevice.class,
            CompileOptions.class,
            CompiledAmi.class,
            Fetch.class,
            WaitPolicy.class);

    @Test
    void everyVariableOfTheProgramsHasACall() throws IOException {
        String programs = source("BuildAmiSettings") + source("CompileUserdata");

        assertThat(words(VARIABLE, guide())).containsAll(words(VARIABLE, programs));
    }

    @Test
    void everyCallExists() throws IOException {
        Set<String> methods = TYPES.stream()
                .flatMap(type -> Stream.of(type.getMethods()))
                .map(Method::getName)
                .collect(Collectors.toSet());

        assertThat(words(CALL, guide())).hasSizeGreaterThan(40).isSubsetOf(methods);
    }

    private static Set<String> words(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static String guide() throws IOException {
        return Files.readString(Repository.ROOT.resolve("docs/migrating.md"));
    }

    private static String source(String program) throws IOException {
        return Files.readString(Path.of("src/main/java/io/amibuilder/examples/" + program + ".java"));
    }
}
