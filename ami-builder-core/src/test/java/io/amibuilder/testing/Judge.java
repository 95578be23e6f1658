package io.amibuilder.testing;

import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.SmokeTestFailedException;
import io.amibuilder.engine.Step;
import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.publish.PublishFailedException;
import io.amibuilder.publish.PublishTarget.State;
import java.util.ArrayList;
import java.util.List;

/** What must hold after every simulation. */
final class Judge {
    private Judge() {}

    /** Everything that does not hold; empty when the engine kept its promises. */
    static List<String> verdict(Simulation simulation) {
        if (simulation.endless) {
            return List.of("a build goes round in circles");
        }
        List<String> broken = new ArrayList<>(simulation.before);
        for (SimulatedBuild build : simulation.builds) {
            nothingIsLeftAfterTheSweep(simulation.log, build, broken);
        }
        return broken;
    }

    /** What the builds must hold by themselves, without a sweeper. */
    static List<String> beforeTheSweep(Simulation simulation) {
        List<String> broken = new ArrayList<>();
        for (SimulatedBuild build : simulation.builds) {
            nothingIsLeft(simulation.log, build, broken);
            oneImageAtMost(simulation.log, build, broken);
            successIsTrue(simulation.log, build, broken);
            failuresSayWhy(simulation.log, build, broken);
            testsAreTrue(simulation.log, build, broken);
            publishingIsTrue(simulation.log, build, broken);
        }
        everythingIsTagged(simulation, broken);
        newestIsRemovedFirst(simulation, broken);
        return broken;
    }

    /** Nothing at all is left but images that can be used, and the success that was returned is still true. */
    private static void nothingIsLeftAfterTheSweep(CloudLog log, SimulatedBuild build, List<String> broken) {
        if (!log.alive(build.id).isEmpty()) {
            broken.add(build.id + " left " + log.alive(build.id) + " and the sweeper did not end it");
        }
        List<ImageId> usable =
                log.available(build.id).stream().map(ImageStatus::id).toList();
        if (log.images(build.id).size() > usable.size()) {
            broken.add(build.id + " left an image and the sweeper did not discard it: " + log.images(build.id));
        }
        if (log.disks(build.id).size() != usable.size()) {
            broken.add(build.id + " must have as many disks as images: " + log.disks(build.id) + ", " + usable);
        }
        for (Step.Done success : build.successes) {
            if (!usable.contains(success.image().id())) {
                broken.add("the sweeper discarded " + success.image().id() + ", with which " + build.id + " succeeded");
            }
        }
    }

    /** No instance outlives its build, unless the build died for good or said that it could not end it. */
    private static void nothingIsLeft(CloudLog log, SimulatedBuild build, List<String> broken) {
        for (InstanceId instance : log.alive(build.id)) {
            if (!build.abandoned && !isReported(build, instance)) {
                broken.add(build.id + " left " + instance + " and did not say so");
            }
        }
    }

    private static boolean isReported(SimulatedBuild build, InstanceId instance) {
        return build.failures.stream()
                .anyMatch(failure -> failure.cleanUp().left().contains("instance " + instance)
                        || failure.cleanUp().left().stream().anyMatch(left -> left.startsWith("perhaps an instance"))
                        || failure.getSuppressed().length > 0);
    }

    private static void oneImageAtMost(CloudLog log, SimulatedBuild build, List<String> broken) {
        List<ImageId> available =
                log.available(build.id).stream().map(ImageStatus::id).toList();
        if (available.size() > 1) {
            broken.add(build.id + " has several images: " + available);
        }
    }

    /** Success is returned if and only if there is an available image of a guest that proved itself. */
    private static void successIsTrue(CloudLog log, SimulatedBuild build, List<String> broken) {
        List<ImageStatus> available = log.available(build.id);
        for (Step.Done success : build.successes) {
            if (available.stream()
                    .noneMatch(image -> image.id().equals(success.image().id()))) {
                broken.add(build.id + " succeeded with " + success.image().id() + ", which is not available");
            }
        }
        for (ImageStatus image : available) {
            if (!(log.fate(image.id()) instanceof GuestFate.Obeys)) {
                broken.add(
                        build.id + " made " + image.id() + " of a guest that did not succeed: " + log.fate(image.id()));
            }
        }
        boolean silent = build.successes.isEmpty() && build.failures.isEmpty() && !build.abandoned;
        if (silent) {
            broken.add(build.id + " ended without a word");
        }
    }

    private static void failuresSayWhy(CloudLog log, SimulatedBuild build, List<String> broken) {
        for (AmiBuilderException failure : build.failures) {
            if (failure.getMessage() == null || failure.getMessage().isBlank()) {
                broken.add(build.id + " failed without saying why: " + failure);
            }
        }
        boolean pending = log.images(build.id).size() > log.available(build.id).size();
        if (pending && !build.abandoned && build.successes.isEmpty() && !hasReportedImage(build)) {
            broken.add(build.id + " failed and left an image: " + log.images(build.id));
        }
    }

    /** What is returned has passed its test, and what has failed it does not stay. */
    private static void testsAreTrue(CloudLog log, SimulatedBuild build, List<String> broken) {
        List<ImageId> available =
                log.available(build.id).stream().map(ImageStatus::id).toList();
        for (ImageId image : available) {
            boolean passed = log.tests(image).stream().anyMatch(fate -> fate instanceof GuestFate.Obeys);
            if (log.isMarked(image) && !passed) {
                broken.add(build.id + " says that " + image + " passed its smoke test, which never happened");
            }
            boolean returned = build.successes.stream()
                    .anyMatch(success -> success.image().id().equals(image));
            if (build.isTested() && returned && !log.isMarked(image)) {
                broken.add(build.id + " returned " + image + ", which does not say that it passed its smoke test");
            }
        }
        for (AmiBuilderException failure : build.failures) {
            if (failure instanceof SmokeTestFailedException e && e.discarded() && available.contains(e.image())) {
                broken.add(build.id + " left " + e.image() + ", which failed its smoke test");
            }
        }
        if (!build.untested.isEmpty()) {
            broken.add(build.id + " published " + build.untested + " without a smoke test that passed");
        }
    }

    /** Everything is done where it is said to be published, and a failure names what is not. */
    private static void publishingIsTrue(CloudLog log, SimulatedBuild build, List<String> broken) {
        for (Step.Done success : build.successes) {
            ImageId image = success.image().id();
            build.publisher
                    .map(publisher -> publisher.targets(image))
                    .filter(targets -> targets.isEmpty() || targets.stream().anyMatch(t -> t.state() != State.DONE))
                    .ifPresent(targets -> broken.add(build.id + " succeeded but is not published: " + targets));
        }
        for (AmiBuilderException failure : build.failures) {
            if (!(failure instanceof PublishFailedException e)) {
                continue;
            }
            if (e.getCause() == null && e.targets().stream().allMatch(t -> t.state() == State.DONE)) {
                broken.add(build.id + " failed to publish and does not say where: " + e.targets());
            }
            if (log.available(build.id).stream().noneMatch(i -> i.id().equals(e.image()))) {
                broken.add(build.id + " discarded " + e.image() + ", which it could not publish everywhere");
            }
        }
    }

    private static boolean hasReportedImage(SimulatedBuild build) {
        return build.failures.stream()
                .anyMatch(failure -> failure.getSuppressed().length > 0
                        || failure.cleanUp().left().stream().anyMatch(left -> left.contains("image")));
    }

    /** An image goes before the instance that it was made of; told only where one process alone did all of it. */
    private static void newestIsRemovedFirst(Simulation simulation, List<String> broken) {
        boolean plain = simulation.builds.stream()
                .allMatch(build -> build.processes == 1
                        && build.failures.stream().allMatch(failure -> failure.getSuppressed().length == 0));
        if (!plain) {
            return;
        }
        List<String> acts = simulation.log.acts();
        simulation.log.everySource().forEach((image, instance) -> {
            int discarded = acts.indexOf("discard " + image);
            int terminated = acts.indexOf("terminate " + instance);
            boolean tested = !simulation.log.tests(new ImageId(image)).isEmpty(); // then its instance went long before
            if (!tested && discarded >= 0 && terminated >= 0 && terminated < discarded) {
                broken.add("the clean-up ended " + instance + " before it discarded " + image + ", which is newer");
            }
        });
    }

    private static void everythingIsTagged(Simulation simulation, List<String> broken) {
        simulation.log.owners().forEach((image, owner) -> {
            if (owner.equals("nobody")) {
                broken.add("image " + image + " carries no build id");
            }
        });
        List<InstanceId> tagged = simulation.builds.stream()
                .flatMap(build -> simulation.log.alive(build.id).stream())
                .toList();
        for (InstanceId instance : simulation.log.alive()) {
            if (!tagged.contains(instance)) {
                broken.add("instance " + instance + " carries no build id");
            }
        }
    }
}
