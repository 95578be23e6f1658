package io.amibuilder.examples.guide;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiResult;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.local.LocalCloud;
import io.amibuilder.sweep.Sweeper;
import io.amibuilder.wait.Time;
import java.nio.file.Path;

/** The Java blocks of docs/local.md. */
final class LocalGuide {
    private LocalGuide() {}

    static Path bake(Path directory, Path source, Path base) {
        // begins
        try (LocalCloud cloud = LocalCloud.builder(directory).build()) {
            AmiResult image = AmiBuild.builder()
                    .source(source)
                    .baseImage(BaseImage.file(base))
                    .provider(cloud)
                    .storage(cloud.storage())
                    .build()
                    .run();
            return cloud.disk(image.image()).orElseThrow();
        }
        // ends
    }

    static void sweep(Path directory) {
        // begins
        try (LocalCloud cloud = LocalCloud.builder(directory).build()) {
            Sweeper sweeper = Sweeper.of(cloud, Time.system());
            System.out.println(sweeper.sweep(sweeper.plan()));
        }
        // ends
    }
}
