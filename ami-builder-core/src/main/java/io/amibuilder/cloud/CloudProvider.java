package io.amibuilder.cloud;

import io.amibuilder.error.Finding;
import io.amibuilder.wait.Time;
import java.util.List;
import java.util.Optional;

/**
 * A cloud, as the bake needs it. One method is one request. Every answer may be stale, and every create may be repeated:
 * the engine looks again rather than trusting its memory.
 *
 * <p>Implementations throw {@link CloudException} for every failed request, do not retry what creates, never wait for a
 * state, and are safe for use by several threads. {@code CloudProviderContract} in the testing kit checks them.
 */
public interface CloudProvider {
    /**
     * Finds the one image that is meant.
     *
     * @param image what to look for
     * @return what a launch needs to know of it
     * @throws CloudException of kind {@code NOT_FOUND} when there is none
     */
    BaseImageInfo resolve(BaseImage image);

    /**
     * {@return the places where an instance may be launched, best first; never empty, the same in every process of a build}
     */
    default List<Placement> placements() {
        return List.of(Placement.DEFAULT);
    }

    /**
     * Starts an instance that stops, rather than vanishes, when it powers itself off. The same token gives the same
     * instance.
     *
     * @param request what to launch, where, and under which token
     * @return the instance, which may not be visible yet
     */
    InstanceId launch(LaunchRequest request);

    /**
     * The own instances that a query asks for, those lately terminated included. Those not visible yet are missing.
     *
     * @param query which instances
     * @return their states, in any order
     */
    List<InstanceStatus> instances(Query query);

    /**
     * The newest console output there is; {@link ConsoleOutput#NONE} when there is none.
     *
     * @param id the instance
     * @return what it has written so far, or the end of it
     */
    ConsoleOutput console(InstanceId id);

    /**
     * What the console of an instance that still works says, only to tell how far it is. Unlike {@link #console} this may
     * be left out at any time: the build looks again soon and never waits for it. Better left out than sent again.
     *
     * @param id the instance
     * @return empty when the console was not read this time; by default it is read
     */
    default Optional<ConsoleOutput> peekConsole(InstanceId id) {
        return Optional.of(console(id));
    }

    /**
     * Starts to make an image of a stopped instance.
     *
     * @param request the stopped instance, and the image's name and tags
     * @return the image, which may not be visible yet
     * @throws CloudException of kind {@code NAME_TAKEN} when an image has that name, whoever made it
     */
    ImageId createImage(ImageRequest request);

    /**
     * The own images that a query asks for. Those not visible yet are missing.
     *
     * @param query which images
     * @return their states, in any order
     */
    List<ImageStatus> images(Query query);

    /**
     * The own image with exactly this name, which nobody else's own image can have; empty when there is none, or when it
     * is not visible yet.
     *
     * @param name in full
     * @return its state
     */
    Optional<ImageStatus> image(String name);

    /**
     * Stops an instance and keeps it and its disks. That it is stopped or gone already is fine.
     *
     * @param id the instance
     */
    void stop(InstanceId id);

    /**
     * Ends an instance and its volumes. That it is gone already is fine.
     *
     * @param id the instance
     */
    void terminate(InstanceId id);

    /**
     * Removes an image and its snapshots. That it is gone already is fine.
     *
     * @param id the image
     */
    void discard(ImageId id);

    /**
     * Writes a tag on an own image, in place of one with the same name; a build does so when the image has passed its smoke
     * test, and never otherwise. Writing the same again is fine.
     *
     * @param id the image
     * @param name the tag's name
     * @param value the tag's value
     * @throws CloudException of kind {@code NOT_FOUND} when there is no such image
     */
    void tag(ImageId id, String name, String value);

    /**
     * The own volumes, snapshots and Spot requests that a query asks for, for the sweeper alone: a build never looks at them.
     * This may take several requests. Those not visible yet, and Spot requests that ask for nothing any more, are missing.
     *
     * @param query which resources
     * @return their states, in any order
     */
    List<ResourceStatus> resources(Query query);

    /**
     * Removes a volume or a snapshot for good, or cancels a Spot request. That it is gone already is fine.
     *
     * @param resource as {@link #resources} told of it
     * @throws CloudException of kind {@code FINAL} when something still uses it
     */
    void delete(ResourceStatus resource);

    /**
     * Looks for whatever would make such a build fail, without making or changing anything. Unlike the other methods it may
     * send several requests, and it throws nothing that a finding can say.
     *
     * @param request what the build would do
     * @return what was found, worst first; empty when nothing is wrong as far as can be seen, and by default
     */
    default List<Finding> preflight(PreflightRequest request) {
        return List.of();
    }

    /**
     * What stands for the account and region behind this provider. Builds of one process whose providers say the same, by
     * {@code equals}, look at the cloud together, each through its own provider but for all of them, and stay below one
     * rate limit. By default the provider itself: only builds with this very object look together.
     *
     * @return a value whose {@code equals} and {@code hashCode} never change
     */
    default Object account() {
        return this;
    }

    /**
     * {@return the time in which this cloud lives, which a build takes when it is given no other; empty, and so by default,
     * when that is this computer's}
     */
    default Optional<Time> time() {
        return Optional.empty();
    }

    /**
     * Everything in this provider's settings that decides the result, as one line of text without secrets; part of the
     * build's fingerprint and of its plan.
     *
     * @return one line; the same settings give the same text
     */
    String settings();
}
