package io.amibuilder.testing;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.userdata.Userdata;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.util.Set;

/**
 * A provider under test and what the tests need to know of it. Each check gets a new one and closes it. Several may share
 * one account: what a check makes carries a build id of its own, and it removes that before it ends.
 */
public interface ContractSubject extends AutoCloseable {
    /** {@return the provider} */
    CloudProvider provider();

    /** {@return the time in which its cloud lives} */
    Time time();

    /** {@return user-data that this library compiled, by which an instance succeeds at once and powers itself off} */
    Userdata userdata();

    /** {@return an image that exists and that this user-data can run on} */
    BaseImage baseImage();

    /** {@return an image that does not exist} */
    BaseImage missingImage();

    /**
     * Arranges that the volume of an instance stays when the instance ends. On EC2, its {@code DeleteOnTermination}.
     *
     * @param instance a running instance of this cloud
     */
    void keepVolumeOf(InstanceId instance);

    /** {@return an instance that never existed, in the cloud's own form} */
    default InstanceId missingInstance() {
        return new InstanceId("i-00000000deadbeef0");
    }

    /** {@return what must not appear in {@link CloudProvider#settings()}: keys, passwords, tokens} None by default. */
    default Set<String> secrets() {
        return Set.of();
    }

    /** {@return the longest that the cloud may take for anything; 30 minutes by default, in the subject's own time} */
    default Duration patience() {
        return Duration.ofMinutes(30);
    }

    /** {@return how long to pause between two looks; 5 seconds by default, in the subject's own time} */
    default Duration pause() {
        return Duration.ofSeconds(5);
    }

    /** Ends what was begun for this subject. Does nothing by default. */
    @Override
    default void close() {}
}
