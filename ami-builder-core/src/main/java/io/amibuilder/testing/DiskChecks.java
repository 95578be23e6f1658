package io.amibuilder.testing;

import static io.amibuilder.testing.CloudProviderContract.Promise.that;
import static io.amibuilder.testing.ContractRun.COLOUR;
import static io.amibuilder.testing.ContractRun.require;
import static io.amibuilder.testing.ContractRun.requireRefused;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.Query;
import io.amibuilder.cloud.ResourceStatus;
import io.amibuilder.cloud.ResourceStatus.Kind;
import io.amibuilder.testing.CloudProviderContract.Promise;
import java.util.List;
import java.util.Optional;

/** What volumes and snapshots promise the sweeper. */
final class DiskChecks {
    private DiskChecks() {}

    static List<Promise> promises() {
        return List.of(
                that("a volume is listed with its tags, and in use while its instance lives", DiskChecks::volume),
                that("the volumes of an ended instance go with it", DiskChecks::volumeGoes),
                that("a volume that nothing holds can be deleted, and twice", DiskChecks::deleteVolume),
                that("a volume that is in use is not deleted", DiskChecks::keepVolume),
                that("a snapshot is in use while its image lives, and goes with it", DiskChecks::snapshot));
    }

    private static void volume(ContractRun run) throws InterruptedException {
        run.launch();
        ResourceStatus volume = await(run, Kind.VOLUME, "must be in use", true);
        require("red".equals(volume.tags().get(COLOUR)), "a volume must carry its tags, but was " + volume);
        require(
                run.provider.resources(Query.tagged(COLOUR)).stream()
                        .anyMatch(other -> other.id().equals(volume.id())),
                "a query for the tag " + COLOUR + " must find " + volume);
        require(
                run.provider.resources(Query.build(run.buildId + "-other")).isEmpty(),
                "a query for another build must find no volume and no snapshot");
    }

    private static void volumeGoes(ContractRun run) throws InterruptedException {
        InstanceId id = run.launch();
        await(run, Kind.VOLUME, "must be in use", true);
        run.provider.terminate(id);
        awaitNone(run, Kind.VOLUME, "instance " + id + " was terminated");
    }

    private static void deleteVolume(ContractRun run) throws InterruptedException {
        InstanceId id = run.launch();
        await(run, Kind.VOLUME, "must be in use", true);
        run.subject.keepVolumeOf(id);
        run.provider.terminate(id);
        ResourceStatus volume = await(run, Kind.VOLUME, "must stay without its instance and be free", false);
        run.provider.delete(volume);
        awaitNone(run, Kind.VOLUME, volume.id() + " was deleted");
        run.provider.delete(volume);
    }

    private static void keepVolume(ContractRun run) throws InterruptedException {
        run.launch();
        ResourceStatus volume = await(run, Kind.VOLUME, "must be in use", true);
        requireRefused(CloudException.Kind.FINAL, "deleting " + volume, () -> run.provider.delete(volume));
        await(run, Kind.VOLUME, "must still be in use", true);
    }

    private static void snapshot(ContractRun run) throws InterruptedException {
        ImageId image = run.image(run.buildId).id();
        ResourceStatus snapshot = await(run, Kind.SNAPSHOT, "must be in use by " + image, true);
        require("red".equals(snapshot.tags().get(COLOUR)), "a snapshot must carry its tags, but was " + snapshot);
        requireRefused(CloudException.Kind.FINAL, "deleting " + snapshot, () -> run.provider.delete(snapshot));
        run.provider.discard(image);
        awaitNone(run, Kind.SNAPSHOT, "image " + image + " was discarded");
        run.provider.delete(snapshot);
    }

    private static ResourceStatus await(ContractRun run, Kind kind, String must, boolean inUse)
            throws InterruptedException {
        return run.await(
                "a " + kind + " of the build " + must, () -> find(run, kind).filter(disk -> disk.inUse() == inUse));
    }

    private static void awaitNone(ContractRun run, Kind kind, String because) throws InterruptedException {
        run.awaitThat(
                because + ", so no " + kind + " of the build may be left",
                () -> find(run, kind).isEmpty());
    }

    private static Optional<ResourceStatus> find(ContractRun run, Kind kind) {
        return run.provider.resources(run.ours()).stream()
                .filter(disk -> disk.kind() == kind)
                .findFirst();
    }
}
