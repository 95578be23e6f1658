package io.amibuilder.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.amibuilder.cloud.BaseImageInfo;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.guest.GuestReport;
import io.amibuilder.guest.GuestWord;
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.userdata.Userdata;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.000000001Z");
    private static final String HOSTILE = "null: 'no' # \"\\ \u0000\u0085\u2028 \ud83d\ude00 {a: [*x]}\n---\n";
    private static final ImageId IMAGE = new ImageId("ami-1");

    @Test
    void everyFieldComesBack() throws IllegalAccessException {
        Memory memory = full();

        Memory read = Memory.read(memory.text());

        assertThat(read.text()).isEqualTo(memory.text());
        assertThat(read).usingRecursiveComparison().isEqualTo(memory);
        for (Field field : Notebook.class.getDeclaredFields()) { // whoever adds one adds it to full()
            if (MemoryWriter.isRemembered(field)) {
                assertThat(field.get(read.bake)).as(field.getName()).isNotEqualTo(field.get(new Notebook()));
            }
        }
    }

    @Test
    void whatNobodyHasSeenYetComesBack() {
        Memory memory = Memory.of("b");
        assertThat(Memory.read(memory.text())).usingRecursiveComparison().isEqualTo(memory);
    }

    @Test
    void theLinksOfTheUserdataStayBehind() {
        Memory memory = Memory.of("b");
        memory.bake.boundUserdata = Userdata.of("secret link".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(memory.text()).doesNotContain("boundUserdata", "secret");
        assertThat(Memory.read(memory.text()).bake.boundUserdata).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{",
                "{\"checkpoint\":2}",
                "{\"checkpoint\":1,\"begun\":\"noon\"}",
                "{\"checkpoint\":1,\"bake\":7}",
                "{\"checkpoint\":1,\"bake\":{\"looks\":\"x\"}}",
                "{\"checkpoint\":1,\"bake\":{\"watching\":\"X\"}}",
                "{\"checkpoint\":1,\"bake\":{\"launched\":{\"value\":\" \"}}}",
                "{\"checkpoint\":1,\"bake\":{\"report\":{\"steps\":[],\"started\":true,\"logTail\":[],\"lastWord\":[{\"kind\":\"X\"}]}}}",
            })
    void whatIsNoCheckpointIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Memory.read(text))
                .withMessageStartingWith("the checkpoint is damaged, or was made by another version of this library (")
                .withMessageEndingWith("); start() under the build's id goes on from what the cloud shows");
    }

    private static Memory full() {
        Memory memory = Memory.of(HOSTILE);
        memory.begun = AT;
        memory.announced = true;
        memory.bake = notebook();
        memory.test = new Notebook();
        memory.publishing = notebook();
        ImageStatus image = new ImageStatus(IMAGE, HOSTILE, ImageState.AVAILABLE, "", AT, Map.of("a", HOSTILE));
        memory.baked = new Step.Done(image, Optional.of(new InstanceId("i-1")), true, false, List.of());
        return memory;
    }

    private static Notebook notebook() {
        Notebook notes = new Notebook();
        notes.checkpointed = true;
        notes.baseImage = new BaseImageInfo(IMAGE, HOSTILE, "arm64");
        notes.rootfsReady = true;
        notes.uploaded = true;
        notes.reuseChecked = true;
        notes.spentTokens = 1;
        notes.placement = 2;
        notes.launched = new InstanceId("i-1");
        notes.launchedAt = AT;
        notes.clashSince = AT;
        notes.launchUnknown = true;
        notes.adopted = true;
        notes.surplus.addAll(List.of(new InstanceId("i-3"), new InstanceId("i-2")));
        notes.goneLooks = 3;
        notes.instance =
                new InstanceStatus(new InstanceId("i-1"), InstanceState.STOPPED, HOSTILE, AT, Map.of("k", "v"));
        notes.stoppedSince = AT;
        notes.report = new GuestReport(
                List.of("a"), true, Optional.of(new GuestWord.Failed("a", 7)), List.of(HOSTILE, "", "~"));
        notes.steps.addAll(List.of("b", "a"));
        notes.nextPeek = Instant.MAX;
        notes.terminated = true;
        notes.passed = true;
        notes.requestedImage = IMAGE;
        notes.imageRequestedAt = AT;
        notes.image = new ImageStatus(IMAGE, "x", ImageState.PENDING, "", AT, Map.of());
        notes.images.put(IMAGE, notes.image);
        notes.surplusImages = Set.of(new ImageId("ami-2"));
        notes.unknownNumber = 4;
        notes.takenNumber = 5;
        notes.watching = Action.Subject.IMAGE;
        notes.looks = 6;
        notes.firstProblem = AT;
        notes.problems = 7;
        notes.publishingSince = AT;
        notes.targets =
                List.of(new PublishTarget("eu-west-1", PublishTarget.State.PENDING, Optional.of(IMAGE), HOSTILE));
        return notes;
    }
}
