package io.amibuilder.traffic;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.BaseImageInfo;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.wait.Time;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way of some builds through one provider into the traffic of its account, which all builds of the JVM share. Builds on
 * one road look a base image up once: what is newest today need not be so tomorrow, so that a road is for one run of a
 * fleet, or for one build. Safe for use by several threads.
 */
public final class Road {
    final CloudProvider provider;
    final Traffic traffic;
    private final Map<BaseImage, BaseImageInfo> baseImages = new ConcurrentHashMap<>();

    Road(CloudProvider provider, Traffic traffic) {
        this.provider = provider;
        this.traffic = traffic;
    }

    /**
     * {@return a road into the traffic of everybody with this account and this very time}
     *
     * @param provider whose account it is
     * @param time the time in which the provider lives
     */
    public static Road to(CloudProvider provider, Time time) {
        return new Road(provider, Accounts.OF_THIS_JVM.traffic(provider.account(), time));
    }

    /** {@return when the next build should begin, so that builds reach their launch no sooner than they may launch} */
    public Instant nextStart() {
        return traffic.nextStart();
    }

    /**
     * {@return one build's own view of the provider; close it when the build is over}
     *
     * @param buildId the build, among those of this account
     * @param name what people call it
     */
    public SharedCloud join(String buildId, String name) {
        return new SharedCloud(this, buildId, name);
    }

    /** The same image for every build that names it in the same way. */
    BaseImageInfo resolve(BaseImage image) {
        BaseImageInfo known = baseImages.get(image);
        if (known == null) {
            traffic.limit.await(Request.DESCRIBE_IMAGES);
            known = baseImages.computeIfAbsent(image, provider::resolve); // builds that begin together ask once
        }
        return known;
    }
}
