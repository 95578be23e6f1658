package io.amibuilder;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.BaseImageInfo;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ConsoleOutput;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageRequest;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Query;
import io.amibuilder.testing.ForwardingCloud;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes down when each request was sent. */
final class MeteredCloud extends ForwardingCloud {
    private final Time time;
    private final Map<String, List<Instant>> sent = new HashMap<>();

    MeteredCloud(CloudProvider next, Time time) {
        super(next);
        this.time = time;
    }

    synchronized int count(String operation) {
        return sent.getOrDefault(operation, List.of()).size();
    }

    /** The largest number within any stretch of this length, its end left out. */
    synchronized int mostIn(String operation, Duration stretch) {
        List<Instant> all = sent.getOrDefault(operation, List.of());
        int most = 0;
        for (int first = 0, last = 0; last < all.size(); last++) {
            while (!all.get(last).isBefore(all.get(first).plus(stretch))) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    private synchronized void sent(String operation) {
        sent.computeIfAbsent(operation, none -> new ArrayList<>()).add(time.now());
    }

    @Override
    public BaseImageInfo resolve(BaseImage image) {
        sent("ResolveImage");
        return next.resolve(image);
    }

    @Override
    public InstanceId launch(LaunchRequest request) {
        sent("RunInstances");
        return next.launch(request);
    }

    @Override
    public List<InstanceStatus> instances(Query query) {
        sent("DescribeInstances");
        return next.instances(query);
    }

    @Override
    public List<ImageStatus> images(Query query) {
        sent("DescribeImages");
        return next.images(query);
    }

    @Override
    public ConsoleOutput console(InstanceId id) {
        sent("GetConsoleOutput");
        return next.console(id);
    }

    @Override
    public ImageId createImage(ImageRequest request) {
        sent("CreateImage");
        return next.createImage(request);
    }

    @Override
    public void terminate(InstanceId id) {
        sent("TerminateInstances");
        next.terminate(id);
    }
}
