package io.amibuilder.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.AmiBuild;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.examples.Repository;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorsGuideTest {
    private static final Pattern ROW = Pattern.compile("^\\| `(\\w+Exception)` \\|(.*)$", Pattern.MULTILINE);
    private static final Pattern ACCESSOR = Pattern.compile("`([a-z]\\w+)\\(\\)`");

    @Test
    void theSnippetTellsWhatFailed() {
        assertThat(told(cloud -> cloud.guestFails("10_a.sh", 3, "no such file")))
                .isEqualTo("step 10_a.sh ended with status 3\nno such file\n");
        assertThat(told(SimulatedCloud.Builder::guestHangs))
                .startsWith("waited PT")
                .contains(" to stop, which was 'running' at last");
        assertThat(told(SimulatedCloud.Builder::imagesFail))
                .contains("cannot become available")
                .contains("CleanUpSummary[removed=[image ami-");
    }

    @Test
    void everyExceptionHasARowWithAccessorsThatItHas() throws Exception {
        String guide = Files.readString(Repository.ROOT.resolve("docs/errors.md"));
        List<MatchResult> rows = ROW.matcher(guide).results().toList();
        List<Class<?>> exceptions = exceptions();

        assertThat(rows)
                .extracting(row -> row.group(1))
                .containsExactlyInAnyOrderElementsOf(
                        exceptions.stream().map(Class::getSimpleName).toList());
        for (MatchResult row : rows) {
            Class<?> exception = exceptions.stream()
                    .filter(type -> type.getSimpleName().equals(row.group(1)))
                    .findFirst()
                    .orElseThrow();
            assertThat(Stream.of(exception.getMethods()).map(method -> method.getName()))
                    .as(row.group(1))
                    .containsAll(ACCESSOR.matcher(row.group(2))
                            .results()
                            .map(name -> name.group(1))
                            .filter(name -> !name.equals("build") && !name.equals("run"))
                            .toList());
        }
        for (CloudException.Kind kind : CloudException.Kind.values()) {
            assertThat(guide).contains("| `" + kind + "` |");
        }
    }

    private static String told(UnaryOperator<SimulatedCloud.Builder> fate) {
        VirtualTime time = new VirtualTime();
        AmiBuild build = AmiBuild.builder()
                .source(AmiSource.builder().part("10_a.sh", "#!/bin/sh\ntrue\n").build())
                .name("n")
                .version("1")
                .baseImage(BaseImage.nameTag("base"))
                .provider(fate.apply(SimulatedCloud.builder(time)).build())
                .time(time)
                .build();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ErrorsGuide.run(build, new PrintStream(said, true, StandardCharsets.UTF_8));
        return said.toString(StandardCharsets.UTF_8);
    }

    /** The public exceptions of the library, whose root is none of them. */
    private static List<Class<?>> exceptions() throws IOException, ClassNotFoundException {
        List<Class<?>> found = new ArrayList<>();
        for (String module : List.of("ami-builder-core", "ami-builder-aws")) {
            Path sources = Repository.ROOT.resolve(module).resolve("src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : files.filter(f -> f.toString().endsWith("Exception.java"))
                        .toList()) {
                    String path = sources.relativize(file).toString();
                    Class<?> type = Class.forName(
                            path.substring(0, path.length() - ".java".length()).replace('/', '.'));
                    if (Modifier.isPublic(type.getModifiers()) && type != AmiBuilderException.class) {
                        found.add(type);
                    }
                }
            }
        }
        return found;
    }
}
