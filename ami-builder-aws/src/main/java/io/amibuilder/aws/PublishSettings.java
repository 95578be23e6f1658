package io.amibuilder.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where and how an image is published.
 *
 * @param region where it is baked
 * @param copies the other regions, each with the KMS key of its copy
 * @param launchTemplates ids by region
 */
record PublishSettings(
        String region,
        Map<String, Optional<String>> copies,
        List<String> accounts,
        List<String> organizations,
        List<String> organizationalUnits,
        boolean shareSnapshots,
        List<String> parameters,
        ParameterType parameterType,
        Map<String, List<String>> launchTemplates,
        Optional<Duration> deprecateAfter,
        Optional<DeregistrationProtection> protection,
        boolean imdsV2) {
    PublishSettings {
        copies = Collections.unmodifiableMap(new LinkedHashMap<>(copies)); // their order is that of the results
        accounts = List.copyOf(accounts);
        organizations = List.copyOf(organizations);
        organizationalUnits = List.copyOf(organizationalUnits);
        parameters = List.copyOf(parameters);
        launchTemplates = Map.copyOf(launchTemplates);
    }

    /** What is done in a region, in this order: what others will see comes before they are told. */
    List<PublishStep> steps(String where, Ec2Connection connection) {
        List<PublishStep> steps = new ArrayList<>();
        if (imdsV2) {
            steps.add(new RequireImdsV2(connection.ec2()));
        }
        deprecateAfter.ifPresent(after -> steps.add(new DeprecateImage(connection.ec2(), after)));
        if (isShared()) {
            steps.add(new ShareImage(connection.ec2(), accounts, organizations, organizationalUnits));
        }
        if (shareSnapshots) {
            steps.add(new ShareSnapshots(connection.ec2(), accounts));
        }
        parameters.forEach(name -> steps.add(new WriteParameter(connection::ssm, name, parameterType)));
        launchTemplates
                .getOrDefault(where, List.of())
                .forEach(id -> steps.add(new MoveLaunchTemplate(connection.ec2(), where, id)));
        protection.ifPresent(how -> steps.add(new ProtectImage(connection.ec2(), how)));
        return steps;
    }

    boolean isShared() {
        return !accounts.isEmpty() || !organizations.isEmpty() || !organizationalUnits.isEmpty();
    }
}
