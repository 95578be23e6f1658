package io.amibuilder.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.BaseImageInfo;
import io.amibuilder.testing.ForwardingCloud;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoadTest {
    private static final BaseImage BASE = BaseImage.id("ami-0");

    private final VirtualTime time = new VirtualTime();
    private final AtomicInteger requests = new AtomicInteger();

    @Test
    void twoBuildsThatBeginTogetherLookTheirBaseImageUpOnce() throws Exception {
        AskedByTwo cloud = new AskedByTwo();
        Road road = Road.to(cloud, time);
        FutureTask<BaseImageInfo> second = new FutureTask<>(() -> road.resolve(BASE));
        cloud.second = new Thread(second);

        BaseImageInfo first = road.resolve(BASE);

        assertThat(second.get()).isEqualTo(first);
        assertThat(requests).hasValue(1);
    }

    /** Answers the first only when the second has asked, too, or waits for the first one's answer. */
    private final class AskedByTwo extends ForwardingCloud {
        private Thread second = new Thread();

        AskedByTwo() {
            super(SimulatedCloud.in(time));
        }

        @Override
        public BaseImageInfo resolve(BaseImage image) {
            if (requests.incrementAndGet() == 1) {
                second.start();
                while (requests.get() == 1 && second.getState() == Thread.State.RUNNABLE) {
                    Thread.onSpinWait();
                }
            }
            return next.resolve(image);
        }
    }
}
