package io.amibuilder.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.amibuilder.AmiBuild;
import io.amibuilder.CompiledAmi;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.examples.Repository;
import io.amibuilder.guest.GuestFailedException;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.Fault;
import io.amibuilder.testing.FaultyCloud;
import io.amibuilder.testing.InMemoryArtifactStore;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/testing.md says beside its snippets, which are in {@link WebServerImageTest}. */
class TestingGuideTest {
    private static final Pattern ROW = Pattern.compile("^\\| (`[A-Z]\\w+`(?:, `[A-Z]\\w+`)*) \\| ", Pattern.MULTILINE);
    private static final Pattern OPERATION = Pattern.compile("\\b(?:call|run)\\(\\s*\"(\\w+)\"");

    private final VirtualTime time = new VirtualTime();
    private final InMemoryArtifactStore store = new InMemoryArtifactStore();

    @ParameterizedTest
    @ValueSource(strings = {"10_packages.cfg", "60_services.sh", "fetch", "checksum", "unpack", "install.sh"})
    void aGuestCanFailAtEachStepOfTheTable(String step) {
        AmiBuild build = webServer(step);
        assertThatExceptionOfType(GuestFailedException.class)
                .isThrownBy(build::run)
                .satisfies(e -> assertThat(e.step()).isEqualTo(step));
    }

    @Test
    void aStepThatNeverComesIsRefused() {
        AmiBuild build = webServer("61_services.sh");
        assertThatIllegalArgumentException()
                .isThrownBy(build::run)
                .withMessageContaining("60_services.sh")
                .withMessageContaining("61_services.sh");
    }

    @Test
    void everyOperationIsListed() throws IOException {
        String guide = Files.readString(Repository.ROOT.resolve("docs/testing.md"));
        String table = guide.substring(guide.indexOf("| operation of a `FaultyCloud` |"));
        String cloud = Files.readString(
                Repository.ROOT.resolve("ami-builder-core/src/main/java/io/amibuilder/testing/FaultyCloud.java"));

        List<String> listed = ROW.matcher(table.substring(0, table.indexOf("\n\n")))
                .results()
                .flatMap(row -> Stream.of(row.group(1).replace("`", "").split(", ")))
                .toList();
        assertThat(listed)
                .allSatisfy(operation -> assertThat(FaultyCloud.Plan.first(operation, Fault.NONE))
                        .isNotNull())
                .containsExactlyInAnyOrderElementsOf(OPERATION
                        .matcher(cloud)
                        .results()
                        .map(name -> name.group(1))
                        .toList());
    }

    @Test
    void anItemOfOursStandsBeforeThoseOfEachPart() {
        AmiSource source = AmiSource.builder()
                .part("10_a.cfg", "#cloud-config\nruncmd: [echo a]\n")
                .part("20_b.cfg", "#cloud-config\nruncmd: [echo b]\n")
                .build();
        try (CompiledAmi compiled = CompiledAmi.compile(source)) {
            assertThat(compiled.userdata().mergedCloudConfig().runcmd()).hasSize(4);
            assertThat(compiled.userdata().mergedCloudConfig().runcmd()).contains("echo a", "echo b");
        }
    }

    private AmiBuild webServer(String failing) {
        return AmiBuild.builder()
                .source(Path.of("ami/web-server"))
                .baseImage(BaseImage.name("our-base"))
                .provider(SimulatedCloud.builder(time)
                        .store(store)
                        .guestFails(failing, 1)
                        .build())
                .storage(store)
                .time(time)
                .build();
    }
}
