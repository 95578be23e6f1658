package io.amibuilder.aws;

import io.amibuilder.cloud.Placement;
import java.util.Optional;

/**
 * One place where an instance may be launched.
 *
 * @param subnet none for one of the default network, or for the launch template's
 * @param instanceType none for the launch template's
 */
record LaunchPlace(String region, Optional<String> subnet, Optional<String> instanceType, boolean spot) {
    Placement placement() {
        return new Placement(region + "/" + subnet.orElse("default-subnet") + "/" + instanceType.orElse("template-type")
                + (spot ? "/spot" : ""));
    }
}
