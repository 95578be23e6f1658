package io.amibuilder.examples.guide;

import io.amibuilder.AmiBuildBuilder;
import io.amibuilder.AmiResult;
import io.amibuilder.WakeUps;
import io.amibuilder.aws.Ec2EventQueue;
import io.amibuilder.aws.Ec2EventQueueBuilder;

/** docs/aws.md, "Waiting by events". */
final class EventsGuide {
    private EventsGuide() {}

    static AmiResult run(AmiBuildBuilder build, Ec2EventQueueBuilder queue) {
        // begins
        WakeUps wakeUps = new WakeUps();
        Ec2EventQueue events = queue.listen(wakeUps::wakeAll);
        try {
            return build.wakeUps(wakeUps).build().run();
        } finally {
            events.close();
        }
        // ends
    }
}
