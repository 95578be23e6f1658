package io.amibuilder.aws;

import io.amibuilder.cloud.ImageId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who uses which of some own images, as far as this account and region tell. */
final class ImageUse {
    private final InstanceUse instances;
    private final LaunchTemplateUse templates;
    private final ParameterUse parameters;
    private final List<String> parameterPaths;
    private final boolean everyTemplateVersion;

    ImageUse(Ec2Connection connection, boolean everyTemplateVersion, List<String> parameterPaths) {
        instances = new InstanceUse(connection.ec2());
        templates = new LaunchTemplateUse(connection.ec2(), everyTemplateVersion);
        this.everyTemplateVersion = everyTemplateVersion;
        this.parameterPaths = List.copyOf(parameterPaths);
        parameters = new ParameterUse(connection::ssm, parameterPaths);
    }

    /** What these looks need; a parameter that a launch template names may be any. */
    List<IamStatement> permissions(Arns arns) {
        List<IamStatement> all = new ArrayList<>();
        all.add(IamStatement.allow(
                        BakePermissions.LOOK,
                        "ec2:DescribeImages",
                        "ec2:DescribeInstances",
                        "ec2:DescribeLaunchTemplateVersions",
                        "ssm:DescribeParameters")
                .on("*"));
        if (everyTemplateVersion) { // then the templates are listed first
            all.add(IamStatement.allow(BakePermissions.LOOK, "ec2:DescribeLaunchTemplates")
                    .on("*"));
        }
        all.add(IamStatement.allow("ReadParameters", "ssm:GetParameters").on(arns.parameter("/*")));
        parameterPaths.stream()
                .map(path -> path.replaceFirst("/$", ""))
                .map(path -> IamStatement.allow("ReadPaths", "ssm:GetParametersByPath")
                        .on(arns.parameter(path), arns.parameter(path + "/*")))
                .forEach(all::add);
        return all;
    }

    /** What keeps each of these images that is in use; the others are missing. */
    Map<ImageId, String> of(Set<ImageId> images) {
        ImageUsers users = new ImageUsers(images);
        instances.find(users);
        parameters.find(templates.find(users), users);
        return users.reasons();
    }
}
