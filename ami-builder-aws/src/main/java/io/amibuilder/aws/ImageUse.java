package io.amibuilder.aws;

import io.amibuilder.cloud.ImageId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who uses which of some own images, as far as this account and region tell. */
final class ImageUse {
    private final InstanceUse instances;
    private final LaunchTemplateUse templates;
    private final ParameterUse parameters;

    ImageUse(Ec2Connection connection, boolean everyTemplateVersion, List<String> parameterPaths) {
        instances = new InstanceUse(connection.ec2());
        templates = new LaunchTemplateUse(connection.ec2(), everyTemplateVersion);
        parameters = new ParameterUse(connection::ssm, parameterPaths);
    }

    /** What keeps each of these images that is in use; the others are missing. */
    Map<ImageId, String> of(Set<ImageId> images) {
        ImageUsers users = new ImageUsers(images);
        instances.find(users);
        parameters.find(templates.find(users), users);
        return users.reasons();
    }
}
