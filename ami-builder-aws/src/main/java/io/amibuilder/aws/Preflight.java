package io.amibuilder.aws;

import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.Placement;
import io.amibuilder.cloud.PreflightRequest;
import io.amibuilder.error.Finding;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Every look before a launch, one after the other. What one finds out is given to the next. */
final class Preflight {
    private final LaunchSettings settings;
    private final Function<BaseImage, Image> baseImages;
    private final RegionCheck region;
    private final SubnetCheck subnets;
    private final SecurityGroupCheck securityGroups;
    private final KeyPairCheck keyPairs;
    private final InstanceTypeCheck instanceTypes;
    private final NameCheck names;
    private final QuotaCheck quotas;
    private final LaunchCheck launches;

    Preflight(
            LaunchSettings settings,
            Ec2Client ec2,
            Function<BaseImage, Image> baseImages,
            Ec2Images images,
            Ec2Launches launches,
            QuotaSource quotas) {
        this.settings = settings;
        this.baseImages = baseImages;
        region = new RegionCheck(ec2, settings.region(), "region(...)");
        subnets = new SubnetCheck(ec2, settings.places().subnets());
        securityGroups = new SecurityGroupCheck(ec2, settings.securityGroups());
        keyPairs = new KeyPairCheck(ec2);
        instanceTypes = new InstanceTypeCheck(ec2, settings.places().instanceTypes());
        names = new NameCheck(images);
        this.quotas = new QuotaCheck(ec2, quotas);
        this.launches = new LaunchCheck(ec2, settings, launches);
    }

    List<Finding> run(PreflightRequest request, List<Placement> placements) {
        Findings found = new Findings();
        if (region.passes(found)) {
            look(request, placements, found);
        }
        return found.worstFirst();
    }

    private void look(PreflightRequest request, List<Placement> placements, Findings found) {
        Optional<Image> base =
                found.need("base image", "correct baseImage(...)", () -> baseImages.apply(request.baseImage()));
        boolean subnetIsTemplates = settings.launchTemplate().isPresent()
                && settings.places().subnets().isEmpty();
        List<Subnet> usable = subnetIsTemplates ? List.of() : subnets.subnets(found);
        securityGroups.check(usable, found);
        settings.keyPair().ifPresent(name -> keyPairs.check(name, found));
        List<InstanceTypeInfo> types = instanceTypes.types(base, found);
        instanceTypes.checkOffered(types, usable, found);
        names.check(request, found);
        quotas.check(types, settings.places().purchase(), found);
        base.ifPresent(image -> launches.check(request, new ImageId(image.imageId()), placements, found));
    }
}
