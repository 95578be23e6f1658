package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Region;

/** Whether EC2 answers in the region, to these credentials. Where it does not, nothing else can be asked. */
final class RegionCheck {
    private static final String OPERATION = "DescribeRegions";
    private static final String DISABLED = "not-opted-in";
    /** EC2 API reference, "Error codes": what is said to credentials, whatever they ask for. */
    private static final Set<String> REFUSALS = Set.of(
            "AuthFailure",
            "Blocked",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidClientTokenId",
            "MissingAuthenticationToken",
            "OptInRequired",
            "PendingVerification",
            "RequestExpired",
            "SignatureDoesNotMatch");

    private static final int NOT_AUTHENTICATED = 401;

    private final Ec2Client ec2;
    private final String region;
    private final String setting;

    /** @param setting what named the region, as in {@code region(...)} */
    RegionCheck(Ec2Client ec2, String region, String setting) {
        this.ec2 = ec2;
        this.region = region;
        this.setting = setting;
    }

    /** Whether it makes sense to ask more. */
    boolean passes(Findings found) {
        String subject = "region " + region;
        try {
            List<Region> regions = Call.repeatable(
                            OPERATION,
                            call -> ec2.describeRegions(r -> r.allRegions(true)
                                    .filters(Ec2Filters.exactly("region-name", region))
                                    .overrideConfiguration(call)))
                    .regions();
            if (regions.isEmpty()) {
                found.error(subject, "EC2 knows no region of this name", "correct " + setting);
            } else if (DISABLED.equals(regions.get(0).optInStatus())) {
                found.error(subject, "is not enabled for this account", "enable it, or take another");
            }
            return true;
        } catch (CloudException e) {
            return !isHopeless(e, subject, found);
        }
    }

    /** EC2's {@code AuthFailure}: the JDK's connection gives nobody the body of a 401 that it cannot answer itself. */
    private static boolean isBare401(CloudException e) {
        return e.getCause() instanceof SdkServiceException answer && answer.statusCode() == NOT_AUTHENTICATED;
    }

    private boolean isHopeless(CloudException e, String subject, Findings found) {
        if (REFUSALS.contains(e.code()) || isBare401(e)) {
            found.error(
                    "credentials",
                    "EC2 in " + region + " does not accept them: " + e.getMessage(),
                    "renew or correct them; a region that the account has not enabled answers so, too");
            return true;
        }
        if (!e.code().isEmpty()) {
            found.add(Findings.unchecked(subject, e));
            return false;
        }
        if (e.kind() == Kind.FINAL && !(e.getCause() instanceof SdkServiceException)) { // it was not even sent
            found.error("credentials", e.getMessage(), "give credentials(...), or set up what the SDK searches");
        } else {
            found.error(subject, "EC2 does not answer there: " + e.getMessage(), "check its name, and the network");
        }
        return true;
    }
}
