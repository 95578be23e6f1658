package io.amibuilder;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.OnFailure;
import io.amibuilder.engine.Bake;
import io.amibuilder.engine.BakeRequest;
import io.amibuilder.engine.Step;
import io.amibuilder.event.BuildListener;
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
        Map<String, String> tags,
        List<BuildListener> listeners,
        Optional<String> buildId,
        Time time,
        Optional<WakeUps> wakeUps,
        Optional<History> history) {
    BuildSettings {
        tags = Map.copyOf(tags);
        listeners = List.copyOf(listeners);
    }

    CompiledAmi compile() {
        return origin.compile(compileOptions, storage);
    }

    String idOfRun() {
        return buildId.orElseGet(RandomIds::next);
    }

    Bake bake(CompiledAmi compiled, String id, CloudProvider through) {
        Optional<BakeRequest.Stored> stored = compiled.rootfs()
                .map(rootfs ->
                        new BakeRequest.Stored(rootfs, compiled.rootfsLocation().orElseThrow()));
        BakeRequest request = new BakeRequest(
                id,
                name,
                version,
                description,
                baseImage,
                compiled.userdata(),
                stored,
                tags,
                learned(instanceWait, Phase.INSTANCE),
                learned(proofWait, Phase.PROOF),
                learned(imageWait, Phase.IMAGE),
                progressEvery,
                acceptNoProof,
                onFailure,
                reuse == Reuse.IF_SAME_FINGERPRINT);
        List<BuildListener> told = new ArrayList<>(listeners);
        history.ifPresent(from -> told.add(BuildListener.learning(from)));
        return new Bake(request, through, storage, time, told);
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
                elapsed);
    }
}
