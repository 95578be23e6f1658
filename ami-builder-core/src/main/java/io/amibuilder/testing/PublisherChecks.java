package io.amibuilder.testing;

import static io.amibuilder.testing.ContractRun.require;

import io.amibuilder.error.Finding;
import io.amibuilder.publish.PublishTarget;
import io.amibuilder.publish.PublishTarget.State;
import io.amibuilder.publish.Publisher;
import io.amibuilder.testing.PublisherContract.Promise;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** What a publisher promises a build. */
final class PublisherChecks {
    private final PublisherSubject subject;

    PublisherChecks(PublisherSubject subject) {
        this.subject = subject;
    }

    static List<Promise> promises() {
        return List.of(
                new Promise("a plan is there, says the same at every call, and is not blank", PublisherChecks::plan),
                new Promise("a preflight finds no error where there is none", PublisherChecks::preflight),
                new Promise("there are targets, with names that differ, in one order", PublisherChecks::targets),
                new Promise("every target is done at last", PublisherChecks::done),
                new Promise("what is done stays done, for another publisher, too", PublisherChecks::again),
                new Promise("a target that fails keeps no other one back", PublisherChecks::partly));
    }

    private void plan() {
        List<String> plan = subject.publisher().plan();
        require(!plan.isEmpty(), "plan() must not be empty");
        require(plan.stream().noneMatch(String::isBlank), "plan() must have no blank sentence, but was " + plan);
        require(plan.equals(subject.publisher().plan()), "plan() must be the same at every call");
    }

    private void preflight() {
        List<Finding> findings = subject.publisher().preflight();
        require(findings.stream().noneMatch(Finding::isError), "preflight() must find no error, but found " + findings);
    }

    private void targets() throws InterruptedException {
        Publisher publisher = subject.publisher();
        List<String> places = places(publisher.publish(subject.image()));
        require(!places.isEmpty(), "publish(...) must tell of at least one target");
        require(new HashSet<>(places).size() == places.size(), "the places must differ, but were " + places);
        List<String> later = places(finished(publisher));
        require(places.equals(later), "the places must stay the same, but were " + places + " and then " + later);
    }

    private void done() throws InterruptedException {
        List<PublishTarget> targets = finished(subject.publisher());
        require(
                targets.stream().allMatch(target -> target.state() == State.DONE),
                "every target must be done, but they were " + targets);
    }

    private void again() throws InterruptedException {
        List<PublishTarget> first = finished(subject.publisher());
        List<PublishTarget> second = subject.publisher().publish(subject.image());
        require(first.equals(second), "what is done must stay done, but was " + first + " and then " + second);
    }

    private void partly() throws InterruptedException {
        Optional<Publisher> publisher = subject.partlyFailing();
        if (publisher.isPresent()) {
            List<PublishTarget> targets = finished(publisher.get());
            boolean failed = targets.stream().anyMatch(target -> target.state() == State.FAILED);
            boolean done = targets.stream().anyMatch(target -> target.state() == State.DONE);
            require(failed && done, "one target must fail and another one be done, but they were " + targets);
        }
    }

    private List<PublishTarget> finished(Publisher publisher) throws InterruptedException {
        Instant deadline = subject.time().now().plus(subject.patience());
        while (true) {
            List<PublishTarget> targets = publisher.publish(subject.image());
            require(
                    targets.stream().noneMatch(target -> target.detail().isBlank()),
                    "every target must say what is done, waited for or wrong, but they were " + targets);
            if (targets.stream().noneMatch(target -> target.state() == State.PENDING)) {
                return targets;
            }
            require(
                    subject.time().now().isBefore(deadline),
                    "no target may be pending after " + subject.patience() + ", but they were " + targets);
            subject.time().pause(subject.pause());
        }
    }

    private static List<String> places(List<PublishTarget> targets) {
        return targets.stream().map(PublishTarget::place).toList();
    }
}
