package consumer;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiResult;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.InstanceId;
import io.amibuilder.source.AmiSource;
import io.amibuilder.storage.DirectoryArtifactStore;
import io.amibuilder.testing.ArtifactStoreContract;
import io.amibuilder.testing.CloudProviderContract;
import io.amibuilder.testing.ContractCheck;
import io.amibuilder.testing.ContractSubject;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import io.amibuilder.testing.WaiterContract;
import io.amibuilder.userdata.Userdata;
import io.amibuilder.wait.Time;
import io.amibuilder.wait.Waiter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Bakes in virtual time, and puts implementations to their contracts. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        VirtualTime time = new VirtualTime();
        AmiResult image = build(time).run();
        System.out.println(image.imageName() + " after " + image.elapsed());

        DirectoryArtifactStore store = DirectoryArtifactStore.at(Path.of(args[0]));
        List<ContractCheck> checks = new ArrayList<>(ArtifactStoreContract.checks(() -> () -> store));
        checks.addAll(WaiterContract.checks(() -> Waiter.every(Duration.ofSeconds(5))));
        checks.addAll(CloudProviderContract.checks(Subject::new));
        for (ContractCheck check : checks) {
            check.run();
        }
        System.out.println(checks.size() + " promises are kept");
    }

    private static AmiBuild build(VirtualTime time) {
        return AmiBuild.builder()
                .source(AmiSource.builder().part("10_a.sh", "#!/bin/sh\ntrue\n").build())
                .name("consumer")
                .version("1")
                .baseImage(BaseImage.name("linux"))
                .provider(SimulatedCloud.in(time))
                .time(time)
                .build();
    }

    private static final class Subject implements ContractSubject {
        private static final BaseImage MISSING = BaseImage.name("no-such-image");

        private final VirtualTime time = new VirtualTime();
        private final SimulatedCloud cloud =
                SimulatedCloud.builder(time).missing(MISSING).build();

        @Override
        public CloudProvider provider() {
            return cloud;
        }

        @Override
        public Time time() {
            return time;
        }

        @Override
        public Userdata userdata() {
            return build(time).compile().userdata();
        }

        @Override
        public BaseImage baseImage() {
            return BaseImage.name("linux");
        }

        @Override
        public BaseImage missingImage() {
            return MISSING;
        }

        @Override
        public void keepVolumeOf(InstanceId instance) {
            cloud.keepVolumeOf(instance);
        }
    }
}
