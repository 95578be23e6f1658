package io.amibuilder.aws;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermission;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.SnapshotAttributeName;

/** Lets other accounts make volumes of the image's snapshots, and copy them. */
final class ShareSnapshots implements PublishStep {
    private final Ec2Client ec2;
    private final EncryptionRule encryption;
    private final List<String> accounts;

    ShareSnapshots(Ec2Client ec2, List<String> accounts) {
        this.ec2 = ec2;
        this.encryption = new EncryptionRule(ec2);
        this.accounts = List.copyOf(accounts);
    }

    @Override
    public Optional<String> take(RegionalImage image) {
        image.image().blockDeviceMappings().stream()
                .map(device -> device.ebs())
                .filter(Objects::nonNull)
                .map(EbsBlockDevice::snapshotId)
                .filter(Objects::nonNull)
                .forEach(snapshot -> share(image, snapshot));
        return Optional.empty();
    }

    @Override
    public String plan() {
        return "let " + accounts.stream().map(id -> "account " + id).collect(Collectors.joining(" and "))
                + " use its snapshots";
    }

    private void share(RegionalImage image, String snapshot) {
        Set<String> given = Call.repeatable(
                        "DescribeSnapshotAttribute",
                        call -> ec2.describeSnapshotAttribute(r -> r.snapshotId(snapshot)
                                .attribute(SnapshotAttributeName.CREATE_VOLUME_PERMISSION)
                                .overrideConfiguration(call)))
                .createVolumePermissions()
                .stream()
                .map(CreateVolumePermission::userId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        List<CreateVolumePermission> missing = accounts.stream()
                .filter(id -> !given.contains(id))
                .map(id -> CreateVolumePermission.builder().userId(id).build())
                .toList();
        if (!missing.isEmpty()) {
            encryption.apply(
                    image,
                    () -> Call.repeatable(
                            "ModifySnapshotAttribute",
                            call -> ec2.modifySnapshotAttribute(r -> r.snapshotId(snapshot)
                                    .attribute(SnapshotAttributeName.CREATE_VOLUME_PERMISSION)
                                    .createVolumePermission(permission -> permission.add(missing))
                                    .overrideConfiguration(call))));
        }
    }
}
