package io.amibuilder.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.ImageFailedException;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageName;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceLostException;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.OnFailure;
import io.amibuilder.guest.GuestFailedException;
import io.amibuilder.guest.GuestReport;
import io.amibuilder.guest.GuestWord;
import io.amibuilder.guest.NoProofException;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.userdata.UserPart;
import io.amibuilder.userdata.Userdata;
import io.amibuilder.userdata.UserdataCompiler;
import io.amibuilder.wait.Look;
import io.amibuilder.wait.WaitPolicy;
import io.amibuilder.wait.WaitTimedOutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The decision as a table: what is seen, and what follows. */
class DeciderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final InstanceId INSTANCE = new InstanceId("i-1");
    private static final Userdata OURS = UserdataCompiler.compile(
                    List.of(UserPart.of("10_a.sh", "#!/bin/sh\ntrue\n")), Optional.empty(), CompileOptions.defaults())
            .userdata();
    private static final Userdata FOREIGN =
            Userdata.of("#!/bin/sh\npoweroff\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    private static final String ITSELF = "Client.InstanceInitiatedShutdown: Instance initiated shutdown";

    @Test
    void nothingIsThereSoTheInstanceIsLaunched() {
        assertThat(decide(new Seen())).isEqualTo(new Action.Launch());
    }

    @Test
    void aRootfsIsStoredBeforeTheLaunch() {
        assertThat(decide(new Seen().rootfsMissing())).isEqualTo(new Action.StoreRootfs());
    }

    @Test
    void anInstanceJustLaunchedMayNotBeVisibleYet() {
        assertThat(decide(new Seen().launched(Duration.ofSeconds(10))))
                .isEqualTo(new Action.Wait(Action.Subject.INSTANCE, Duration.ofSeconds(10), policy()));
    }

    @Test
    void aLaunchThatStaysInvisibleIsSentAgainUnderTheSameToken() {
        assertThat(decide(new Seen().launched(Decider.VISIBILITY))).isEqualTo(new Action.Launch());
    }

    @ParameterizedTest
    @EnumSource(
            value = InstanceState.class,
            names = {"PENDING", "RUNNING", "STOPPING"})
    void aWorkingInstanceIsWaitedFor(InstanceState state) {
        assertThat(decide(new Seen().instance(state, "")))
                .isEqualTo(new Action.Wait(Action.Subject.INSTANCE, Duration.ofMinutes(5), policy()));
    }

    @Test
    void theWaitForTheInstanceRunsOutWithItsLastStateAndLooks() {
        Action action = decide(new Seen().instance(InstanceState.RUNNING, "").launched(Duration.ofMinutes(60)));
        assertThat(failure(action, WaitTimedOutException.class))
                .hasMessage("waiting for instance i-1 to stop ran out after PT1H (7 looks, limit PT1H);"
                        + " its last state was 'running'. Find out why, or give this wait more time");
    }

    @ParameterizedTest
    @EnumSource(
            value = InstanceState.class,
            names = {"SHUTTING_DOWN", "TERMINATED"})
    void anInstanceThatSomebodyEndedIsLost(InstanceState state) {
        Seen seen = new Seen().instance(state, "Client.UserInitiatedShutdown");
        seen.goneLooks = 3;
        Action action = decide(seen);
        assertThat(failure(action, InstanceLostException.class).reason()).isEqualTo("Client.UserInitiatedShutdown");
    }

    @Test
    void anInstanceThatSaidThatItFailedIsNoLessFailedWhenItIsGone() {
        Action action = decide(new Seen()
                .instance(InstanceState.TERMINATED, "Client.UserInitiatedShutdown")
                .said(new GuestWord.Failed("install.sh", 3)));
        assertThat(failure(action, GuestFailedException.class).step()).isEqualTo("install.sh");
    }

    @Test
    void oneLookThatFindsTheInstanceEndedIsNotBelievedAndTheNextIsFiveSecondsLaterWhateverTheCadence() {
        Seen seen = new Seen().instance(InstanceState.TERMINATED, "Client.UserInitiatedShutdown");
        seen.goneLooks = 2;
        Action.Wait wait = (Action.Wait) decide(seen);
        assertThat(wait.subject()).isEqualTo(Action.Subject.EVERYTHING);
        assertThat(wait.policy().pauseAfter(new Look(2, wait.elapsed()))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aSecondInstanceOfTheBuildIsEndedFirst() {
        Seen seen = new Seen().instance(InstanceState.RUNNING, "");
        seen.surplus = List.of(new InstanceId("i-2"));
        assertThat(decide(seen)).isEqualTo(new Action.EndSurplus(new InstanceId("i-2")));
    }

    @Test
    void aSecondImageOfTheBuildIsDiscardedFirst() {
        Seen seen = new Seen().image(ImageState.AVAILABLE);
        seen.surplusImages = List.of(new ImageId("ami-2"));
        assertThat(decide(seen)).isEqualTo(new Action.DiscardSurplus(new ImageId("ami-2")));
    }

    @Test
    void anAdoptedInstanceMayHaveAnImageThatIsNotVisibleYet() {
        Seen seen = new Seen().instance(InstanceState.STOPPED, ITSELF).said(new GuestWord.Succeeded());
        seen.adopted = true;
        assertThat(decide(seen.stoppedFor(Duration.ofSeconds(59)))).isInstanceOf(Action.Wait.class);
        assertThat(decide(seen.stoppedFor(Duration.ofSeconds(60)))).isEqualTo(new Action.CreateImage(INSTANCE));
    }

    @Test
    void anInstanceThatSomebodyStoppedIsLostEvenWhenItSaidSucceeded() {
        Action action = decide(new Seen()
                .instance(InstanceState.STOPPED, "Client.UserInitiatedShutdown")
                .said(new GuestWord.Succeeded()));
        assertThat(failure(action, InstanceLostException.class)).hasMessageContaining("Client.UserInitiatedShutdown");
    }

    @Test
    void aStoppedInstanceWithoutAReasonIsLookedAtAgain() {
        assertThat(decide(new Seen().instance(InstanceState.STOPPED, "")))
                .isEqualTo(new Action.Wait(Action.Subject.INSTANCE, Duration.ZERO, proofPolicy()));
    }

    @Test
    void stoppedIsNotSuccessSoTheConsoleIsRead() {
        assertThat(decide(new Seen().instance(InstanceState.STOPPED, ITSELF)))
                .isEqualTo(new Action.ReadOutcome(INSTANCE, Duration.ZERO));
    }

    @Test
    void aProvedInstanceBecomesAnImage() {
        assertThat(decide(new Seen().instance(InstanceState.STOPPED, ITSELF).said(new GuestWord.Succeeded())))
                .isEqualTo(new Action.CreateImage(INSTANCE));
    }

    @Test
    void aFailedInstallationNamesItsStepAndStatus() {
        Action action =
                decide(new Seen().instance(InstanceState.STOPPED, ITSELF).said(new GuestWord.Failed("install.sh", 3)));
        GuestFailedException failure = failure(action, GuestFailedException.class);
        assertThat(failure.step()).isEqualTo("install.sh");
        assertThat(failure.exitStatus()).isEqualTo(3);
    }

    @Test
    void silenceUntilTheGraceTimeIsOverIsNoProof() {
        Action action =
                decide(new Seen().instance(InstanceState.STOPPED, ITSELF).stoppedFor(Duration.ofMinutes(20)));
        assertThat(failure(action, NoProofException.class)).hasMessageContaining("within PT20M");
    }

    @Test
    void silenceIsAcceptedWhenTheBuildSaysSo() {
        Seen seen = new Seen().instance(InstanceState.STOPPED, ITSELF).stoppedFor(Duration.ofMinutes(20));
        assertThat(Decider.decide(request(OURS, true), seen.observation(), NOW))
                .isEqualTo(new Action.CreateImage(INSTANCE));
    }

    @Test
    void userdataOfOthersNeedsOnlyTheStateReason() {
        Seen seen = new Seen().instance(InstanceState.STOPPED, ITSELF);
        assertThat(Decider.decide(request(FOREIGN, false), seen.observation(), NOW))
                .isEqualTo(new Action.CreateImage(INSTANCE));
    }

    @Test
    void anImageJustRequestedMayNotBeVisibleYet() {
        assertThat(decide(new Seen().instance(InstanceState.STOPPED, ITSELF).imageRequested(Duration.ofSeconds(3))))
                .isEqualTo(new Action.Wait(Action.Subject.IMAGE, Duration.ofSeconds(3), policy()));
    }

    @Test
    void aPendingImageIsWaitedFor() {
        assertThat(decide(new Seen().image(ImageState.PENDING)))
                .isEqualTo(new Action.Wait(Action.Subject.IMAGE, Duration.ofMinutes(2), policy()));
    }

    @Test
    void theWaitForTheImageRunsOut() {
        Action action = decide(new Seen().image(ImageState.PENDING).imageRequested(Duration.ofMinutes(61)));
        assertThat(failure(action, WaitTimedOutException.class).lastState()).isEqualTo("pending");
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageState.class,
            names = {"FAILED", "INVALID", "ERROR", "DEREGISTERED", "DISABLED"})
    void aDeadImageEndsTheWaitAtOnce(ImageState state) {
        Action action = decide(new Seen().image(state));
        assertThat(failure(action, ImageFailedException.class).state()).isEqualTo(state);
    }

    @Test
    void anAvailableImageEndsTheInstance() {
        assertThat(decide(new Seen().image(ImageState.AVAILABLE).instance(InstanceState.STOPPED, ITSELF)))
                .isEqualTo(new Action.Terminate(INSTANCE));
    }

    @Test
    void anAvailableImageWhoseInstanceWasEndedIsTheResult() {
        Seen seen = new Seen().image(ImageState.AVAILABLE).instance(InstanceState.STOPPED, ITSELF);
        seen.terminated = true;
        assertThat(decide(seen)).isInstanceOf(Action.Finish.class);
    }

    @Test
    void anAvailableImageWhoseInstanceIsGoneIsTheResult() {
        assertThat(decide(new Seen().image(ImageState.AVAILABLE))).isInstanceOf(Action.Finish.class);
        assertThat(decide(new Seen().image(ImageState.AVAILABLE).instance(InstanceState.TERMINATED, "")))
                .isInstanceOf(Action.Finish.class);
    }

    @Test
    void anInstanceThatProvedAnImageMarksIt() {
        Seen seen = new Seen().instance(InstanceState.STOPPED, ITSELF).said(new GuestWord.Succeeded());
        seen.adopted = true; // no image can be late to show
        assertThat(Decider.decide(proof(), seen.observation(), NOW)).isEqualTo(new Action.MarkPassed(TESTED));
    }

    @Test
    void aMarkedImageEndsTheInstanceOfItsTestWhateverThatDoes() {
        Seen seen = new Seen().instance(InstanceState.RUNNING, "");
        seen.passed = true;
        assertThat(Decider.decide(proof(), seen.observation(), NOW)).isEqualTo(new Action.Terminate(INSTANCE));
        seen.terminated = true;
        assertThat(Decider.decide(proof(), seen.observation(), NOW)).isEqualTo(new Action.Finish(TESTED));
    }

    @Test
    void aMarkedImageIsNotTestedAgain() {
        Seen seen = new Seen();
        seen.passed = true;
        assertThat(Decider.decide(proof(), seen.observation(), NOW)).isEqualTo(new Action.Finish(TESTED));
    }

    private static final ImageStatus TESTED =
            new ImageStatus(new ImageId("ami-1"), "agent-1.0-1", ImageState.AVAILABLE, "", NOW, Map.of());

    private static BakeRequest proof() {
        return new TestRequest(OURS, Optional.empty(), HOUR, TWENTY_MINUTES).of(TESTED, request(OURS, true));
    }

    private static Action decide(Seen seen) {
        return Decider.decide(request(OURS, false), seen.observation(), NOW);
    }

    private static <T> T failure(Action action, Class<T> kind) {
        assertThat(action).isInstanceOf(Action.Fail.class);
        assertThat(((Action.Fail) action).why()).isInstanceOf(kind);
        return kind.cast(((Action.Fail) action).why());
    }

    private static WaitPolicy policy() {
        return request(OURS, false).instanceWait();
    }

    private static WaitPolicy proofPolicy() {
        return request(OURS, false).proofWait();
    }

    private static final WaitPolicy HOUR = WaitPolicy.atMost(Duration.ofHours(1));
    private static final WaitPolicy TWENTY_MINUTES = WaitPolicy.atMost(Duration.ofMinutes(20));

    private static BakeRequest request(Userdata userdata, boolean acceptNoProof) {
        return new BakeRequest(
                "build-1",
                "agent",
                "1.0",
                ImageName.DEFAULT,
                "",
                BaseImage.id("ami-0"),
                userdata,
                Optional.empty(),
                Map.of(),
                HOUR,
                TWENTY_MINUTES,
                HOUR,
                Duration.ZERO,
                acceptNoProof,
                OnFailure.TERMINATE,
                false,
                false,
                new Goal.Image(Optional.empty()));
    }

    /** An observation, built up from nothing. */
    private static final class Seen {
        private Optional<ImageStatus> image = Optional.empty();
        private Optional<Instant> imageRequestedAt = Optional.empty();
        private Optional<InstanceStatus> instance = Optional.empty();
        private Optional<Instant> launchedAt = Optional.empty();
        private Optional<Instant> stoppedSince = Optional.empty();
        private GuestReport report = GuestReport.SILENCE;
        private boolean rootfsReady = true;
        private boolean terminated;
        private boolean passed;
        private List<ImageId> surplusImages = List.of();
        private List<InstanceId> surplus = List.of();
        private boolean adopted;
        private int goneLooks;

        Seen rootfsMissing() {
            rootfsReady = false;
            return this;
        }

        Seen launched(Duration ago) {
            launchedAt = Optional.of(NOW.minus(ago));
            return this;
        }

        Seen instance(InstanceState state, String reason) {
            instance = Optional.of(
                    new InstanceStatus(INSTANCE, state, reason, NOW.minus(Duration.ofMinutes(5)), Map.of()));
            return this;
        }

        Seen stoppedFor(Duration duration) {
            stoppedSince = Optional.of(NOW.minus(duration));
            return this;
        }

        Seen said(GuestWord word) {
            report = new GuestReport(List.of(), true, Optional.of(word), List.of());
            return this;
        }

        Seen imageRequested(Duration ago) {
            imageRequestedAt = Optional.of(NOW.minus(ago));
            return this;
        }

        Seen image(ImageState state) {
            image = Optional.of(new ImageStatus(
                    new ImageId("ami-1"), "agent-1.0-1", state, "", NOW.minus(Duration.ofMinutes(2)), Map.of()));
            return this;
        }

        Observation observation() {
            return new Observation(
                    image,
                    surplusImages,
                    imageRequestedAt,
                    instance,
                    surplus,
                    adopted,
                    goneLooks,
                    launchedAt,
                    stoppedSince,
                    report,
                    rootfsReady,
                    terminated,
                    passed,
                    7);
        }
    }
}
