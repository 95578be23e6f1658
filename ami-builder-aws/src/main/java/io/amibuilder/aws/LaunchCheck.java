package io.amibuilder.aws;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.LaunchRequest;
import io.amibuilder.cloud.Placement;
import io.amibuilder.cloud.PreflightRequest;
import io.amibuilder.error.Finding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;

/**
 * Whether EC2 would take the launch, by its own word: the request of the bake with the dry-run flag. It tells what the
 * credentials may do, and what no describe call tells: the profile, the key of a disk, what does not go together.
 */
final class LaunchCheck {
    private static final String OPERATION = "RunInstances";
    private static final String WOULD_SUCCEED = "DryRunOperation"; // EC2 API reference, "Error codes"
    private static final String BUILD = "preflight";
    private static final Map<String, String> TAGS = Map.of(
            AmiTags.BUILD_ID, BUILD,
            AmiTags.EXPIRES, "2100-01-01T00:00:00Z", // not past, because a Spot request ends then
            AmiTags.FINGERPRINT, BUILD);

    private final Ec2Client ec2;
    private final LaunchSettings settings;
    private final Ec2Launches launches;

    LaunchCheck(Ec2Client ec2, LaunchSettings settings, Ec2Launches launches) {
        this.ec2 = ec2;
        this.settings = settings;
        this.launches = launches;
    }

    void check(PreflightRequest request, ImageId base, List<Placement> placements, Findings found) {
        if (!found.anyError()) { // else these rules may only say the same again
            found.need("launch", "correct the provider's settings", () -> {
                launches.check(base.value());
                return base;
            });
            if (found.anyError()) {
                return; // EC2 would say it again, in other words
            }
        }
        placements.forEach(placement -> check(request, base, placement, found));
    }

    private void check(PreflightRequest request, ImageId base, Placement placement, Findings found) {
        try {
            RunInstancesRequest.Builder run = launches.request(
                            new LaunchRequest(base, request.userdata(), placement, BUILD, instanceTags(request), TAGS))
                    .clientToken(null) // the SDK's own: a dry run must not use up a bake's
                    .dryRun(true);
            RunInstancesResponse started = Call.once(
                    OPERATION,
                    call -> ec2.runInstances(run.overrideConfiguration(call).build()));
            found.error(
                    "dry run",
                    "the endpoint does not heed it and has launched "
                            + started.instances().stream()
                                    .map(instance -> instance.instanceId())
                                    .toList(),
                    "terminate that by hand, and build without a preflight there");
        } catch (CloudException e) {
            if (!WOULD_SUCCEED.equals(e.code())) {
                found.add(finding(placement, e));
            }
        }
    }

    private static Map<String, String> instanceTags(PreflightRequest request) {
        Map<String, String> tags = new TreeMap<>(TAGS);
        tags.put(AmiTags.NAME, AmiTags.INSTANCE_NAME);
        tags.put(AmiTags.TARGET_NAME, request.name());
        tags.put(AmiTags.TARGET_VERSION, request.version());
        return tags;
    }

    private Finding finding(Placement placement, CloudException e) {
        String launch = "launch in " + placement;
        if (isProfile(e) && settings.instanceProfile().isPresent()) {
            return Finding.error(
                    "instance profile " + settings.instanceProfile().get(),
                    e.getMessage(),
                    "correct it; one that was made this minute may be unknown for some seconds");
        }
        if (Findings.isNotAllowed(e)) {
            return Finding.error(
                    launch,
                    e.getMessage(),
                    "allow ec2:RunInstances with ec2:CreateTags, and iam:PassRole where there is an instance profile");
        }
        if (e.kind() == Kind.NO_CAPACITY) {
            return Finding.warning(launch, e.getMessage(), "take another type or subnet");
        }
        return switch (e.code()) {
            case "InvalidSubnetID.NotFound" -> told("subnet " + subnet(placement), e);
            case "InvalidGroup.NotFound", "InvalidSecurityGroupID.NotFound" ->
                told("security group " + String.join(", ", settings.securityGroups()), e);
            case "InvalidKeyPair.NotFound" ->
                told("key pair " + settings.keyPair().orElse(""), e);
            default ->
                e.kind() == Kind.RETRYABLE || e.kind() == Kind.OUTCOME_UNKNOWN
                        ? Findings.unchecked(launch, e)
                        : told(launch, e);
        };
    }

    private String subnet(Placement placement) {
        return settings.places().in(settings.region()).stream()
                .filter(place -> place.placement().equals(placement))
                .findFirst()
                .flatMap(LaunchPlace::subnet)
                .orElse("of the default network");
    }

    private static boolean isProfile(CloudException e) {
        return e.code().equals("InvalidParameterValue")
                && (e.getMessage().contains("iamInstanceProfile")
                        || e.getMessage().contains("Invalid IAM Instance Profile"));
    }

    private static Finding told(String subject, CloudException e) {
        return Finding.error(subject, e.getMessage(), "correct the provider's setting");
    }
}
