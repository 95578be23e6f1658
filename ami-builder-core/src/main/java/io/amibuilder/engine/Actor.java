package io.amibuilder.engine;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.BaseImageInfo;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageName;
import io.amibuilder.cloud.ImageRequest;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Placement;
import io.amibuilder.cloud.Query;
import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.event.BuildEvent;
import io.amibuilder.guest.GuestReport;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.storage.ArtifactStore;
import io.amibuilder.storage.StorageException;
import io.amibuilder.userdata.Userdata;
import io.amibuilder.wait.Look;
import io.amibuilder.wait.Time;
import io.amibuilder.wait.WaitTimedOutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Does one thing to the cloud or the store and writes it down. */
final class Actor {
    // As much as a person reads of a log that did not end as it should
    private static final int CONSOLE_LINES = 30;

    private final BakeRequest request;
    private final CloudProvider provider;
    private final Optional<ArtifactStore> store;
    private final Time time;
    private final Announcer announcer;
    private final Naming naming;
    private final Artifacts artifacts;

    Actor(
            BakeRequest request,
            CloudProvider provider,
            Optional<ArtifactStore> store,
            Artifacts artifacts,
            Time time,
            Announcer announcer) {
        this.request = request;
        this.provider = provider;
        this.store = store;
        this.artifacts = artifacts;
        this.time = time;
        this.announcer = announcer;
        this.naming = new Naming(request, provider.settings());
    }

    /** An image of the same fingerprint, when the build may take one; asked for once, before anything is made. */
    Optional<ImageStatus> reusable(Notebook notes) {
        if (!request.reuse() || notes.reuseChecked) {
            return Optional.empty();
        }
        Query same = Query.tag(AmiTags.FINGERPRINT, naming.fingerprint(base(notes)))
                .and(AmiTags.NAME, request.name())
                .and(AmiTags.VERSION, request.version());
        Optional<ImageStatus> newest = provider.images(same).stream()
                .filter(image -> image.state() == ImageState.AVAILABLE)
                .filter(image -> request.test().isEmpty() || Observer.isPassed(image.id(), List.of(image)))
                .max(Comparator.comparing(ImageStatus::createdAt)
                        .thenComparing(image -> image.id().value()));
        notes.reuseChecked = true;
        newest.ifPresent(
                image -> announcer.tell((at, id) -> new BuildEvent.ImageAdopted(at, id, image.id(), image.name())));
        return newest;
    }

    /** Acts, and says how long to pause before the next look. */
    Duration act(Action action, Notebook notes) {
        if (action instanceof Action.StoreRootfs) {
            artifacts.storeRootfs(notes);
            return Duration.ZERO;
        } else if (action instanceof Action.Launch) {
            return launch(notes);
        } else if (action instanceof Action.CreateImage create) {
            return createImage(create.instance(), notes);
        } else if (action instanceof Action.Terminate terminate) {
            end(terminate.instance());
            notes.terminated = true;
            return Duration.ZERO;
        } else if (action instanceof Action.MarkPassed mark) {
            markPassed(mark.image(), notes);
            return Duration.ZERO;
        } else if (action instanceof Action.DiscardSurplus surplus) {
            provider.discard(surplus.image());
            notes.images.remove(surplus.image());
            notes.surplusImages.remove(surplus.image());
            announcer.tell((at, id) -> new BuildEvent.ImageDiscarded(at, id, surplus.image()));
            return request.imageWait().pauseAfter(new Look(1, Duration.ZERO));
        } else if (action instanceof Action.EndSurplus surplus) {
            end(surplus.instance());
            notes.surplus.remove(surplus.instance());
            return request.instanceWait().pauseAfter(new Look(1, Duration.ZERO));
        }
        throw new IllegalStateException("not an act: " + action);
    }

    private void end(InstanceId instance) {
        provider.terminate(instance);
        announcer.tell((at, id) -> new BuildEvent.InstanceTerminated(at, id, instance));
    }

    private void markPassed(ImageStatus image, Notebook notes) {
        try {
            provider.tag(image.id(), AmiTags.SMOKE_TEST, AmiTags.PASSED);
        } catch (CloudException e) {
            throw e.kind() == CloudException.Kind.NOT_FOUND ? discardedByOthers(image, e) : e;
        }
        notes.passed = true;
        announcer.tell((at, id) -> new BuildEvent.SmokeTestPassed(at, id, image.id()));
    }

    /** It has been available for as long as its test took: that it is late to show is no explanation any more. */
    private static CloudException discardedByOthers(ImageStatus image, CloudException e) {
        return new CloudException(
                CloudException.Kind.FINAL,
                e.operation(),
                e.code(),
                "image " + image.id()
                        + " passed its smoke test, but somebody has discarded it meanwhile, perhaps another"
                        + " process of this build whose test of it failed; run the build again",
                e);
    }

    private Duration launch(Notebook notes) {
        BaseImageInfo base = base(notes);
        if (notes.checkpointed && !notes.launchUnknown) {
            notes.launchUnknown = true; // who repeats the next step without its end knows that it may have launched
            return Duration.ZERO;
        }
        List<Placement> placements = provider.placements();
        Placement placement = placements.get(notes.placement);
        Instant now = time.now();
        LaunchRequest launch = new LaunchRequest(
                base.id(),
                bound(notes),
                placement,
                naming.token(notes.spentTokens + 1, placement),
                naming.instanceTags(base, now),
                naming.volumeTags(base, now));
        try {
            InstanceId instance = provider.launch(launch);
            if (instance.equals(notes.launched)) { // it was never seen: the token is that of an instance long gone
                notes.spentTokens++;
                notes.launched = null;
                notes.launchedAt = null;
                return Duration.ZERO;
            }
            notes.launched = instance;
            notes.launchedAt = now;
            notes.launchUnknown = false;
            announcer.tell((at, id) -> new BuildEvent.InstanceLaunched(at, id, instance, placement));
        } catch (CloudException e) {
            moveOn(e, notes);
            throw e;
        }
        return request.instanceWait().pauseAfter(new Look(1, Duration.ZERO));
    }

    private void moveOn(CloudException problem, Notebook notes) {
        switch (problem.kind()) {
            case OUTCOME_UNKNOWN -> notes.launchUnknown = true;
            case TOKEN_SPENT -> notes.spentTokens++;
            case TOKEN_CLASH -> clash(notes);
            case FINAL ->
                notes.launchUnknown &= !notes.checkpointed; // nor was one launched by who had this token before
            case NO_CAPACITY -> {
                notes.placement++;
                if (notes.placement >= provider.placements().size()) {
                    throw noRoom(problem);
                }
            }
            default -> {}
        }
    }

    /** Another launch has this token. Its instance is adopted once it is seen; when none ever is, it is long gone. */
    private void clash(Notebook notes) {
        Instant now = time.now();
        if (notes.clashSince == null) {
            notes.clashSince = now;
        } else if (Duration.between(notes.clashSince, now).compareTo(Decider.VISIBILITY) >= 0) {
            notes.clashSince = null;
            notes.spentTokens++;
        }
    }

    private CloudException noRoom(CloudException last) {
        return new CloudException(
                CloudException.Kind.FINAL,
                last.operation(),
                last.code(),
                "none of " + provider.placements()
                        + " has room; give the provider further ones, or build later. The last" + " said: "
                        + last.getMessage(),
                last);
    }

    /** The user-data with its link; one link for all launches of a process, so that they are the same launch. */
    private Userdata bound(Notebook notes) {
        Userdata known = notes.boundUserdata;
        if (known == null) {
            known = request.userdata().needsLink() ? request.userdata().bind(link()) : request.userdata();
            known = reportLink(known).map(known::bindReport).orElse(known);
            notes.boundUserdata = known;
        }
        return known;
    }

    /** Where the instance may upload its report; without a link there is no second channel, and none is needed. */
    private Optional<URI> reportLink(Userdata userdata) {
        return userdata.needsReportLink()
                ? store.flatMap(to -> to.reportLink(Naming.reportName(request), Artifacts.linkValidity(request)))
                : Optional.empty();
    }

    private URI link() {
        RootfsLocation location = request.stored()
                .orElseThrow(() -> new AmiBuilderException("the user-data must come with the rootfs to which it needs a"
                        + " link, but there is none; give the directory that the compile wrote, with its fs.tgz"))
                .location();
        Duration validity = Artifacts.linkValidity(request);
        return store.flatMap(to -> to.downloadLink(location, validity))
                .orElseThrow(() -> new StorageException(
                        location,
                        false,
                        "the user-data needs a link to the rootfs, but this store makes none; give a store that does, or"
                                + " compile with Fetch.awsCli(...)",
                        null));
    }

    private BaseImageInfo base(Notebook notes) {
        BaseImageInfo known = notes.baseImage;
        if (known == null) {
            BaseImageInfo found = provider.resolve(request.baseImage());
            announcer.tell((at, id) -> new BuildEvent.BaseImageFound(at, id, found));
            notes.baseImage = found;
            return found;
        }
        return known;
    }

    /** Reads the console; whether the last word has been spoken. */
    boolean readOutcome(InstanceId instance, Notebook notes) {
        String nonce = request.userdata().nonce().orElseThrow();
        GuestReport report = uploaded(nonce)
                .orElseGet(() -> GuestReport.read(provider.console(instance).text(), nonce));
        announcer.tellSteps(report.steps(), instance, notes);
        report.lastWord()
                .ifPresent(word -> announcer.tell((at, id) -> new BuildEvent.GuestSpoke(at, id, instance, word)));
        if (report.lastWord().isPresent() && !report.logTail().isEmpty()) {
            announcer.tell((at, id) -> new BuildEvent.GuestLogged(at, id, instance, report.logTail()));
        }
        notes.report = report.withSteps(List.copyOf(notes.steps));
        return report.lastWord().isPresent();
    }

    /** What the instance has uploaded, once its last word is in it: it comes before the console does. */
    private Optional<GuestReport> uploaded(String nonce) {
        return store.filter(from -> request.userdata().needsReportLink())
                .flatMap(from -> from.readReport(Naming.reportName(request)))
                .map(text -> GuestReport.read(text, nonce))
                .filter(report -> report.lastWord().isPresent());
    }

    /** A wait for the instance that ran out, with what its console says; the failure itself when that cannot be read. */
    AmiBuilderException explained(AmiBuilderException why, Notebook notes) {
        if (!(why instanceof WaitTimedOutException timeOut) || notes.launched == null || notes.requestedImage != null) {
            return why;
        }
        try {
            List<String> lines = provider.console(notes.launched).text().lines().toList();
            return timeOut.withConsole(lines.subList(Math.max(0, lines.size() - CONSOLE_LINES), lines.size()));
        } catch (CloudException e) {
            why.addSuppressed(e);
            return why;
        }
    }

    private Duration createImage(InstanceId instance, Notebook notes) {
        List<ImageStatus> family =
                provider.images(Query.tag(AmiTags.NAME, request.name()).and(AmiTags.VERSION, request.version()));
        Optional<ImageStatus> made = family.stream()
                .filter(image -> request.buildId().equals(image.tags().get(AmiTags.BUILD_ID)))
                .findFirst();
        if (made.isPresent()) {
            return Duration.ZERO; // another process of this build was faster: the next look adopts it
        }
        int number = notes.unknownNumber > 0
                ? notes.unknownNumber
                : 1 + Math.max(notes.takenNumber, ImageName.highestBuild(family));
        if (notes.checkpointed && notes.unknownNumber == 0) {
            notes.unknownNumber = number; // who repeats the next step without its end asks under the same name
            return Duration.ZERO;
        }
        String name = naming.imageName(number);
        BaseImageInfo base = base(notes);
        try {
            ImageId image = provider.createImage(new ImageRequest(
                    instance,
                    name,
                    request.description(),
                    naming.imageTags(base, number),
                    naming.imageTags(base, number)));
            notes.requestedImage = image;
            notes.imageRequestedAt = time.now();
            announcer.tell((at, id) -> new BuildEvent.ImageRequested(at, id, image, name));
        } catch (CloudException e) {
            if (e.kind() == CloudException.Kind.OUTCOME_UNKNOWN) {
                notes.unknownNumber = number; // asked again under the same name, it cannot be made twice
            } else if (e.kind() == CloudException.Kind.NAME_TAKEN) {
                return nameTaken(e, name, number, notes);
            } else if (e.kind() == CloudException.Kind.FINAL && notes.checkpointed) {
                notes.unknownNumber = 0; // nor was one made by who had this name before
            }
            throw e;
        }
        return request.imageWait().pauseAfter(new Look(1, Duration.ZERO));
    }

    /** The image may be ours, from a request whose answer was lost; or somebody else's, and another number is free. */
    private Duration nameTaken(CloudException refusal, String name, int number, Notebook notes) {
        ImageStatus owner = provider.image(name).orElseThrow(() -> refusal); // not visible yet: look again later
        notes.unknownNumber = 0;
        if (request.buildId().equals(owner.tags().get(AmiTags.BUILD_ID))) {
            notes.requestedImage = owner.id();
            notes.imageRequestedAt = time.now();
            announcer.tell((at, id) -> new BuildEvent.ImageAdopted(at, id, owner.id(), name));
        } else {
            notes.takenNumber = number;
        }
        return Duration.ZERO;
    }
}
