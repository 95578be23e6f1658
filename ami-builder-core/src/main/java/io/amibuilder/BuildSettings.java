package io.amibuilder;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.OnFailure;
import io.amibuilder.cloud.PreflightRequest;
import io.amibuilder.engine.BakeRequest;
import io.amibuilder.engine.Contents;
import io.amibuilder.engine.Delivery;
import io.amibuilder.engine.Goal;
import io.amibuilder.engine.Memory;
import io.amibuilder.engine.Publication;
import io.amibuilder.engine.Step;
import io.amibuilder.engine.TestRequest;
import io.amibuilder.event.BuildListener;
import io.amibuilder.publish.Publisher;
import io.amibuilder.storage.ArtifactStore;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.wait.History;
import io.amibuilder.wait.Phase;
import io.amibuilder.wait.Time;
import io.amibuilder.wait.WaitPolicy;
import io.amibuilder.wait.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything a complete build was told. */
record BuildSettings(
        Origin origin,
        String name,
        String version,
        String imageName,
        String description,
        BaseImage baseImage,
        CloudProvider provider,
        Optional<ArtifactStore> storage,
        CompileOptions compileOptions,
        WaitPolicy instanceWait,
        WaitPolicy proofWait,
        WaitPolicy imageWait,
        Duration progressEvery,
        boolean acceptNoProof,
        OnFailure onFailure,
        Reuse reuse,
        boolean cleanUpOnShutdown,
        boolean deleteStored,
        Map<String, String> tags,
        List<BuildListener> listeners,
        Optional<String> buildId,
        Time time,
        Optional<WakeUps> wakeUps,
        Optional<History> history,
        Optional<SmokeTest> smokeTest,
        Optional<Publisher> publisher,
        WaitPolicy publishWait) {
    BuildSettings {
        tags = Map.copyOf(tags);
        listeners = List.copyOf(listeners);
    }

    CompiledAmi compile() {
        return origin.compile(compileOptions, storage);
    }

    Optional<CompiledAmi> compileTest() {
        return smokeTest.map(test -> test.compile(compileOptions, storage));
    }

    Ticks ticks() {
        return new Ticks(time, listeners);
    }

    String idOfRun() {
        return buildId.orElseGet(RandomIds::next);
    }

    Delivery delivery(
            CompiledAmi compiled, Optional<CompiledAmi> test, String id, CloudProvider through, Memory memory) {
        Optional<TestRequest> tested = smokeTest.map(
                with -> with.request(test.orElseThrow(), stored(test.orElseThrow()), instanceWait, proofWait));
        BakeRequest request = new BakeRequest(
                id,
                name,
                version,
                imageName,
                description,
                baseImage,
                compiled.userdata(),
                stored(compiled),
                tags,
                learned(instanceWait, Phase.INSTANCE),
                learned(proofWait, Phase.PROOF),
                learned(imageWait, Phase.IMAGE),
                progressEvery,
                acceptNoProof,
                onFailure,
                reuse == Reuse.IF_SAME_FINGERPRINT,
                deleteStored,
                new Goal.Image(tested));
        List<BuildListener> told = new ArrayList<>(listeners);
        history.ifPresent(from -> told.add(BuildListener.learning(from)));
        Optional<Publication> publication = publisher.map(to -> new Publication(to, publishWait));
        Contents contents = new Contents(compiled.parts(), compiled.files());
        return new Delivery(request, contents, publication, through, storage, time, told, memory);
    }

    private static Optional<BakeRequest.Stored> stored(CompiledAmi compiled) {
        return compiled.rootfs()
                .map(rootfs ->
                        new BakeRequest.Stored(rootfs, compiled.rootfsLocation().orElseThrow()));
    }

    PreflightRequest preflight(CompiledAmi compiled) {
        return new PreflightRequest(baseImage, compiled.userdata(), name, version, imageName);
    }

    private WaitPolicy learned(WaitPolicy policy, Phase phase) {
        return history.map(from -> policy.pausing(Waiter.learned(from.durations(name, phase))))
                .orElse(policy);
    }

    AmiResult result(String id, Step.Done done, Duration elapsed) {
        return new AmiResult(
                id,
                done.image().id(),
                done.image().name(),
                name,
                version,
                Integer.parseInt(done.image().tags().getOrDefault(AmiTags.BUILD, "0")),
                done.instance(),
                done.proved(),
                done.reused(),
                done.published(),
                elapsed);
    }
}
