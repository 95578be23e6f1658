package io.amibuilder.examples.guide;

import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.aws.S3ArtifactStore;
import io.amibuilder.cloud.PreflightRequest;
import io.amibuilder.error.Finding;
import java.util.ArrayList;
import java.util.List;

/** docs/aws.md, "Looking before money is spent". */
final class PreflightGuide {
    private PreflightGuide() {}

    static List<Finding> look(AwsCloudProvider provider, S3ArtifactStore store, PreflightRequest request) {
        // begins
        List<Finding> found = new ArrayList<>(provider.preflight(request));
        found.addAll(store.preflight());
        found.forEach(System.out::println);
        // ends
        return found;
    }
}
