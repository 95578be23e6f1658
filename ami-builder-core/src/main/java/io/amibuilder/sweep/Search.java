package io.amibuilder.sweep;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.Query;
import io.amibuilder.cloud.ResourceStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at our things: those that carry a build's id. */
final class Search {
    private final CloudProvider provider;

    Search(CloudProvider provider) {
        this.provider = provider;
    }

    /** Everything of every build, in the order in which it is to be removed. */
    List<Candidate> everything(Rules rules) {
        Query ours = Query.tagged(AmiTags.BUILD_ID);
        List<ResourceStatus> disks = provider.resources(ours);
        return Stream.of(
                        instances(ours, rules),
                        disks.stream()
                                .filter(disk -> disk.kind() == ResourceStatus.Kind.VOLUME)
                                .map(disk -> candidate(disk, rules)),
                        images(ours, rules),
                        disks.stream()
                                .filter(disk -> disk.kind() == ResourceStatus.Kind.SNAPSHOT)
                                .map(disk -> candidate(disk, rules)))
                .flatMap(each -> each)
                .filter(candidate -> !candidate.buildId().isBlank())
                .toList();
    }

    /** The thing as it is now; empty when it is gone, or no longer carries its build's id. */
    Optional<Candidate> again(SweepItem item, Rules rules) {
        Query build = Query.build(item.buildId());
        Stream<Candidate> found = switch (item.kind()) {
            case INSTANCE -> instances(build, rules);
            case IMAGE -> images(build, rules);
            case VOLUME, SNAPSHOT -> provider.resources(build).stream().map(disk -> candidate(disk, rules));
        };
        return found.filter(candidate -> candidate.is(item)).findFirst();
    }

    private Stream<Candidate> instances(Query query, Rules rules) {
        return provider.instances(query).stream().map(instance -> candidate(instance, rules));
    }

    private Stream<Candidate> images(Query query, Rules rules) {
        return provider.images(query).stream().map(image -> candidate(image, rules));
    }

    private Candidate candidate(InstanceStatus instance, Rules rules) {
        return new Candidate(
                SweepItem.Kind.INSTANCE,
                instance.id().value(),
                buildId(instance.tags()),
                rules.whySwept(instance),
                instance.state().isGone() ? Optional.empty() : Rules.problem(instance.tags()),
                () -> provider.terminate(instance.id()));
    }

    private Candidate candidate(ImageStatus image, Rules rules) {
        return new Candidate(
                SweepItem.Kind.IMAGE,
                image.id().value(),
                buildId(image.tags()),
                rules.whySwept(image),
                Optional.empty(),
                () -> provider.discard(image.id()));
    }

    private Candidate candidate(ResourceStatus disk, Rules rules) {
        boolean volume = disk.kind() == ResourceStatus.Kind.VOLUME;
        return new Candidate(
                volume ? SweepItem.Kind.VOLUME : SweepItem.Kind.SNAPSHOT,
                disk.id(),
                buildId(disk.tags()),
                rules.whySwept(disk),
                volume && !disk.inUse() ? Rules.problem(disk.tags()) : Optional.empty(),
                () -> provider.delete(disk));
    }

    /** Checked here too: what a provider finds by mistake must not be removed. */
    private static String buildId(Map<String, String> tags) {
        return tags.getOrDefault(AmiTags.BUILD_ID, "");
    }
}
