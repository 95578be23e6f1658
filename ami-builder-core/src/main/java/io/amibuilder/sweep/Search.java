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
        List<ResourceStatus> resources = provider.resources(ours);
        return Stream.of(
                        // Before their instances, for which they would launch others
                        candidates(resources, ResourceStatus.Kind.SPOT_REQUEST, rules),
                        instances(ours, rules),
                        candidates(resources, ResourceStatus.Kind.VOLUME, rules),
                        images(ours, rules),
                        candidates(resources, ResourceStatus.Kind.SNAPSHOT, rules))
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
            case VOLUME, SNAPSHOT, SPOT_REQUEST ->
                provider.resources(build).stream().map(resource -> candidate(resource, rules));
        };
        return found.filter(candidate -> candidate.is(item)).findFirst();
    }

    private Stream<Candidate> candidates(List<ResourceStatus> all, ResourceStatus.Kind kind, Rules rules) {
        return all.stream().filter(each -> each.kind() == kind).map(each -> candidate(each, rules));
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

    private Candidate candidate(ResourceStatus resource, Rules rules) {
        boolean expires = resource.kind() != ResourceStatus.Kind.SNAPSHOT; // which goes by its age
        return new Candidate(
                SweepItem.Kind.valueOf(resource.kind().name()),
                resource.id(),
                buildId(resource.tags()),
                rules.whySwept(resource),
                expires && !resource.inUse() ? Rules.problem(resource.tags()) : Optional.empty(),
                () -> provider.delete(resource));
    }

    /** Checked here too: what a provider finds by mistake must not be removed. */
    private static String buildId(Map<String, String> tags) {
        return tags.getOrDefault(AmiTags.BUILD_ID, "");
    }
}
