package io.amibuilder.userdata;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The seeds in a normal build; guided by coverage in the profile "thorough". */
class MimeFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void whatIsWrittenIsReadAndAnythingElseIsReadSomehow(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        assertThat(MultipartReader.read(text)).isEqualTo(MultipartReader.read(text));

        String told = text.replace(Container.NONCE, " "); // which the writer replaces
        List<MimePart> parts = List.of(
                MimePart.of("a", "a.cfg", PartKind.CLOUD_CONFIG, told).merging(),
                MimePart.of("b", "b.sh", PartKind.SCRIPT, told));
        assertThat(MultipartReader.read(new Container(parts).text()))
                .contains(List.of(
                        new ReceivedPart("text/cloud-config", "a.cfg", Optional.of(MimePart.MERGING), told),
                        new ReceivedPart("text/x-shellscript", "b.sh", Optional.empty(), told)));
    }
}
