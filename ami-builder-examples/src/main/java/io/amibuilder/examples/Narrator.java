package io.amibuilder.examples;

import io.amibuilder.cloud.InstanceState;
import io.amibuilder.event.BuildEvent;
import io.amibuilder.event.BuildListener;
import io.amibuilder.event.EventText;
import io.amibuilder.guest.GuestWord;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what happens, with the time since the beginning, and why where that is not plain. For one build. */
final class Narrator implements BuildListener {
    private static final String INDENT = " ".repeat("00:00:00 ".length());

    private final PrintStream out;
    private @Nullable Instant begun;

    Narrator(PrintStream out) {
        this.out = out;
    }

    @Override
    public void on(BuildEvent event) {
        if (event instanceof BuildEvent.Detail) {
            return;
        }
        begun = begun == null ? event.at() : begun;
        out.println(clock(Duration.between(begun, event.at())) + " " + EventText.of(event));
        why(event).ifPresent(why -> out.println(INDENT + why));
    }

    static String text(Duration duration) {
        return duration.toMinutes() + " minutes and " + duration.toSecondsPart() + " seconds";
    }

    private static String clock(Duration since) {
        return "%02d:%02d:%02d".formatted(since.toHours(), since.toMinutesPart(), since.toSecondsPart());
    }

    private static Optional<String> why(BuildEvent event) {
        if (event instanceof BuildEvent.RootfsStored) {
            return Optional.of("It is too large for the user-data; the instance fetches it and checks its SHA-256.");
        } else if (event instanceof BuildEvent.InstanceLaunched) {
            return Optional.of(
                    "Its user-data tells it all it has to do, so nobody needs to log in: no SSH, no open port.");
        } else if (event instanceof BuildEvent.InstanceChanged changed) {
            return why(changed.state());
        } else if (event instanceof BuildEvent.GuestSpoke spoke && spoke.word() instanceof GuestWord.Succeeded) {
            return Optional.of("Only this user-data knows the word it said, so this is the proof.");
        } else if (event instanceof BuildEvent.ImageRequested) {
            return Optional.of("The instance is stopped, so its disk is at rest while it is copied.");
        } else if (event instanceof BuildEvent.InstanceTerminated) {
            return Optional.of("It has done its work; it would only cost money, or memory.");
        }
        return Optional.empty();
    }

    private static Optional<String> why(InstanceState state) {
        return switch (state) {
            case RUNNING -> Optional.of("cloud-init on it carries out the user-data; then it powers itself off.");
            case STOPPED -> Optional.of("Having stopped proves nothing yet: what it wrote to its console must.");
            default -> Optional.empty();
        };
    }
}
