package io.amibuilder.event;

import io.amibuilder.guest.GuestWord;
import java.time.Duration;

/** Events as sentences for people. */
public final class EventText {
    private EventText() {}

    /**
     * One line, without the time and the build id.
     *
     * @param event of any kind
     * @return a sentence for people
     */
    public static String of(BuildEvent event) {
        if (event instanceof BuildEvent.Started e) {
            return "building " + e.name() + " " + e.version() + " with " + e.userdataBytes() + " bytes of user-data";
        } else if (event instanceof BuildEvent.BaseImageFound e) {
            return "base image " + e.image().id() + " (" + e.image().name() + ", "
                    + e.image().architecture() + ")";
        } else if (event instanceof BuildEvent.RootfsStored e) {
            return (e.uploaded() ? "stored " : "found ") + e.sizeBytes() + " bytes of rootfs at " + e.location();
        } else if (event instanceof BuildEvent.UploadProgressed e) {
            return "stored " + e.doneBytes() + " of " + e.totalBytes() + " bytes of rootfs ("
                    + percent(e.doneBytes(), e.totalBytes()) + " %)";
        } else if (event instanceof BuildEvent.InstanceLaunched e) {
            return "launched instance " + e.instance() + " in " + e.placement();
        } else if (event instanceof BuildEvent.InstanceAdopted e) {
            return "going on with instance " + e.instance();
        } else if (event instanceof BuildEvent.InstanceChanged e) {
            return "instance " + e.instance() + " is " + e.state().text() + because(e.reason());
        } else if (event instanceof BuildEvent.GuestSpoke e) {
            return guest(e.word());
        } else if (event instanceof BuildEvent.Detail e) {
            return detail(e);
        } else {
            return imageText(event);
        }
    }

    private static String detail(BuildEvent.Detail event) {
        if (event instanceof BuildEvent.Compiled e) {
            return e.parts().size() + " parts of user-data, " + e.files().size() + " files";
        } else if (event instanceof BuildEvent.CallEnded e) {
            return "call '" + e.call() + "' " + (e.failed() ? "failed" : "ended") + " after " + text(e.took());
        } else if (event instanceof BuildEvent.Paused e) {
            return "next step in " + text(e.pause());
        } else if (event instanceof BuildEvent.GuestLogged e) {
            return "the log of instance " + e.instance() + " ends with "
                    + e.lines().size() + " lines";
        }
        throw new IllegalStateException("an event without a text: " + event);
    }

    private static String imageText(BuildEvent event) {
        if (event instanceof BuildEvent.ImageRequested e) {
            return "creating image " + e.image() + " named " + e.name();
        } else if (event instanceof BuildEvent.ImageAdopted e) {
            return "going on with image " + e.image() + " named " + e.name();
        } else if (event instanceof BuildEvent.ImageChanged e) {
            return "image " + e.image() + " is " + e.state().text() + because(e.reason());
        } else if (event instanceof BuildEvent.InstanceTerminated e) {
            return "terminated instance " + e.instance();
        } else if (event instanceof BuildEvent.ImageDiscarded e) {
            return "discarded image " + e.image();
        } else if (event instanceof BuildEvent.RootfsDeleted e) {
            return "deleted the rootfs at " + e.location();
        } else if (event instanceof BuildEvent.SmokeTestStarted e) {
            return "testing image " + e.image();
        } else if (event instanceof BuildEvent.SmokeTestPassed e) {
            return "image " + e.image() + " passed its smoke test";
        } else if (event instanceof BuildEvent.TargetChanged e) {
            return "publishing: " + e.target();
        } else if (event instanceof BuildEvent.Retried e) {
            return "looking again in " + text(e.pause()) + ": " + e.problem();
        } else if (event instanceof BuildEvent.Succeeded e) {
            return "image " + e.image() + " named " + e.name() + " is ready";
        } else if (event instanceof BuildEvent.Failed e) {
            return "failed: " + e.problem();
        }
        throw new IllegalStateException("an event without a text: " + event);
    }

    private static long percent(long part, long whole) {
        return whole == 0 ? 100 : (long) (100.0 * part / whole);
    }

    private static String guest(GuestWord word) {
        if (word instanceof GuestWord.Step step) {
            return "the instance began step " + step.name();
        } else if (word instanceof GuestWord.Failed failed) {
            return "the instance failed in step " + failed.step() + " with status " + failed.status();
        }
        return "the instance said '" + word.text() + "'";
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "" : " (" + reason + ")";
    }

    private static String text(Duration duration) {
        return duration.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    }
}
