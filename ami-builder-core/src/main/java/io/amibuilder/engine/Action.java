package io.amibuilder.engine;

import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.wait.WaitPolicy;
import java.time.Duration;

/** The one thing to do after a look. */
sealed interface Action {
    /** Put the rootfs where the instance will fetch it. */
    record StoreRootfs() implements Action {}

    /** Start the instance; the token makes a repetition harmless. */
    record Launch() implements Action {}

    /** Do nothing until the next look. */
    record Wait(Subject subject, Duration elapsed, WaitPolicy policy) implements Action {}

    /** Read the console of the stopped instance. */
    record ReadOutcome(InstanceId instance, Duration elapsed) implements Action {}

    /** Make the image of the stopped instance. */
    record CreateImage(InstanceId instance) implements Action {}

    /** End an instance that a second launch made; the build goes on with the first one. */
    record EndSurplus(InstanceId instance) implements Action {}

    /** Remove an image that a second request made; the build goes on with the first one. */
    record DiscardSurplus(ImageId image) implements Action {}

    /** Write on the image that it has passed its smoke test. */
    record MarkPassed(ImageStatus image) implements Action {}

    /** End the instance, which has done its work. */
    record Terminate(InstanceId instance) implements Action {}

    /** Everything is done. */
    record Finish(ImageStatus image) implements Action {}

    /** Nothing more can be done: clean up and say why. */
    record Fail(AmiBuilderException why) implements Action {}

    /** What is waited for; the next look is taken at this alone. */
    enum Subject {
        EVERYTHING,
        INSTANCE,
        PROOF,
        IMAGE
    }
}
