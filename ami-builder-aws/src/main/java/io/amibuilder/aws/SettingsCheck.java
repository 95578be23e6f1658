package io.amibuilder.aws;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Finds everything missing or malformed in the settings of a provider. */
final class SettingsCheck {
    private static final int MAX_METADATA_HOP_LIMIT = 64; // EC2 API reference, "InstanceMetadataOptionsRequest"

    private final List<String> problems = new ArrayList<>();

    /** @throws AwsSettingsException that tells everything at once */
    static void require(
            LaunchSettings settings, Set<String> imageDevices, Optional<String> region, Optional<URI> endpoint) {
        SettingsCheck check = new SettingsCheck();
        check.text("region", region);
        check.places(settings.places());
        check.text("instanceProfile", settings.instanceProfile());
        check.text("keyPair", settings.keyPair());
        check.ids("securityGroups", "sg-", settings.securityGroups());
        check.disks(settings);
        settings.launchTemplate().ifPresent(check::launchTemplate);
        check.that(
                imageDevices.stream().noneMatch(String::isBlank),
                () -> "imageWithout(...) and imageDeletesOnTermination(...) must name a device, as in '/dev/sdb'");
        check.that(
                endpoint.isEmpty() || endpoint.get().isAbsolute(),
                () -> "endpoint(...) must be an absolute URI, but was '" + endpoint.orElseThrow() + "'");
        check.that(
                settings.metadataHopLimit() >= 1 && settings.metadataHopLimit() <= MAX_METADATA_HOP_LIMIT,
                () -> "metadataHopLimit(...) must be 1 to " + MAX_METADATA_HOP_LIMIT + ", but was "
                        + settings.metadataHopLimit());
        if (!check.problems.isEmpty()) {
            throw new AwsSettingsException("AwsCloudProvider:", check.problems);
        }
    }

    private void places(LaunchPlaces places) {
        List<String> types = places.instanceTypes();
        types.stream()
                .filter(type -> !type.matches("[a-z0-9-]+\\.[a-z0-9-]+"))
                .forEach(type ->
                        problems.add("instanceTypes(...) must be names as in 't3.nano', but one was '" + type + "'"));
        different("instanceTypes", types);
        ids("subnets", "subnet-", places.subnets());
        different("subnets", places.subnets());
        text("placementGroup", places.placementGroup());
        that(
                !places.purchase().usesSpot()
                        || places.tenancy().filter(Tenancy.HOST::equals).isEmpty(),
                () -> "tenancy(HOST) is not to be had with purchase(" + places.purchase()
                        + "); leave out one of the two");
        that(
                places.purchase() != Purchase.SPOT
                        || places.capacityReservation().isEmpty(),
                () ->
                        "capacityReservation(...) has no meaning with purchase(SPOT), which uses none; leave out one of the"
                                + " two");
    }

    private void disks(LaunchSettings settings) {
        settings.rootVolume()
                .filter(root ->
                        !root.isRoot() || root.noDevice() || root.virtualName().isPresent())
                .ifPresent(root -> problems.add("rootVolume(...) must be made by BlockDevice.root(), but was "
                        + root.deviceName() + "; give that one to blockDevices(...)"));
    }

    private void launchTemplate(LaunchTemplateName name) {
        text("launchTemplate", Optional.of(name.idOrName()));
        that(
                name.version().matches("[0-9]+|\\$Default|\\$Latest"),
                () -> "the version of launchTemplate(...) must be a number, '$Default' or '$Latest', but was '"
                        + name.version() + "'");
    }

    private void ids(String setting, String prefix, List<String> ids) {
        ids.stream()
                .filter(id -> !id.startsWith(prefix))
                .forEach(id -> problems.add(
                        setting + "(...) must be ids that begin with '" + prefix + "', but one was '" + id + "'"));
    }

    private void different(String setting, List<String> values) {
        values.stream()
                .filter(value -> values.indexOf(value) != values.lastIndexOf(value))
                .distinct()
                .forEach(value -> problems.add(setting + "(...) must differ, but '" + value + "' is there twice"));
    }

    private void text(String setting, Optional<String> value) {
        that(value.isEmpty() || !value.get().isBlank(), () -> setting + "(...) must not be blank");
    }

    private void that(boolean holds, Supplier<String> problem) {
        if (!holds) {
            problems.add(problem.get());
        }
    }
}
