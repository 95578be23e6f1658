package io.amibuilder.event;

import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.guest.GuestWord;
import io.amibuilder.wait.History;
import io.amibuilder.wait.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Measures the phases of builds that succeed. A phase of which it has not heard the beginning, after a resume, does not count. */
final class LearningListener implements BuildListener {
    private final History history;
    private final Map<String, Course> courses = new ConcurrentHashMap<>();

    LearningListener(History history) {
        this.history = history;
    }

    @Override
    public void on(BuildEvent event) {
        if (event instanceof BuildEvent.Started started) {
            courses.put(event.buildId(), new Course(started.name()));
        } else if (event instanceof BuildEvent.Succeeded) {
            Optional.ofNullable(courses.remove(event.buildId())).ifPresent(Course::remember);
        } else if (event instanceof BuildEvent.Failed) {
            courses.remove(event.buildId()); // when it failed says nothing of when it would have been ready
        } else {
            Optional.ofNullable(courses.get(event.buildId())).ifPresent(course -> course.on(event));
        }
    }

    /** One build's phases that have begun. */
    private final class Course {
        private final String name;
        private final Map<Phase, Instant> begun = new EnumMap<>(Phase.class);
        private boolean over;
        private final Map<Phase, Duration> took = new EnumMap<>(Phase.class);

        private Course(String name) {
            this.name = name;
        }

        private void on(BuildEvent event) {
            if (over) {
                return;
            }
            if (event instanceof BuildEvent.SmokeTestStarted) {
                over = true; // the instance of the test takes as long as the test
            } else if (event instanceof BuildEvent.InstanceLaunched) {
                begun.put(Phase.INSTANCE, event.at());
            } else if (event instanceof BuildEvent.InstanceAdopted) {
                begun.clear();
            } else if (event instanceof BuildEvent.InstanceChanged e && e.state() == InstanceState.STOPPED) {
                ended(Phase.INSTANCE, event.at());
                begun.put(Phase.PROOF, event.at());
            } else if (event instanceof BuildEvent.GuestSpoke e && e.word() instanceof GuestWord.Succeeded) {
                ended(Phase.PROOF, event.at());
            } else if (event instanceof BuildEvent.ImageRequested) {
                begun.put(Phase.IMAGE, event.at());
            } else if (event instanceof BuildEvent.ImageChanged e && e.state() == ImageState.AVAILABLE) {
                ended(Phase.IMAGE, event.at());
            }
        }

        private void ended(Phase phase, Instant at) {
            Instant from = begun.remove(phase);
            if (from != null) {
                took.put(phase, Duration.between(from, at));
            }
        }

        private void remember() {
            took.forEach((phase, duration) -> history.add(name, phase, duration));
        }
    }
}
