package io.amibuilder.examples.guide;

import io.amibuilder.AmiBuild;
import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.aws.IamPolicies;
import io.amibuilder.aws.IamPolicy;
import io.amibuilder.aws.S3ArtifactStore;
import io.amibuilder.cloud.BaseImage;
import java.nio.file.Path;

final class PermissionsGuide {
    private PermissionsGuide() {}

    static IamPolicy policy(Path source) {
        // begins
        AmiBuild build = AmiBuild.builder()
                .source(source)
                .baseImage(BaseImage.lookup("base-1.2.0"))
                .provider(AwsCloudProvider.builder()
                        .region("eu-west-1")
                        .subnet("subnet-1")
                        .securityGroups("sg-1")
                        .instanceProfile("CreateAMI")
                        .build())
                .storage(S3ArtifactStore.at("s3://my-bucket/ami/"))
                .build();
        IamPolicy policy = IamPolicies.forBuild(build);
        System.out.println(policy);
        // ends
        return policy;
    }
}
