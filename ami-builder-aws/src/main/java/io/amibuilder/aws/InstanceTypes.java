package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/** What EC2 says of instance types, asked for once for each set of them. */
final class InstanceTypes {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceTypes.class);
    /** The largest page of DescribeInstanceTypes. */
    private static final int PAGE_SIZE = 100;

    private final Ec2Client ec2;
    private final Map<Set<String>, Optional<Map<String, InstanceTypeInfo>>> known = new HashMap<>();

    InstanceTypes(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    /**
     * The types of these names that the region offers, by name; empty when this account may not ask. It is no reason to
     * fail a build: EC2 makes sure at the launch, only less clearly.
     */
    synchronized Optional<Map<String, InstanceTypeInfo>> of(Set<String> names) {
        if (!known.containsKey(names)) {
            known.put(names, ask(names));
        }
        return known.get(names);
    }

    private Optional<Map<String, InstanceTypeInfo>> ask(Collection<String> names) {
        try {
            return Optional.of(describe(names));
        } catch (CloudException e) {
            if (Denial.is(e.code())) {
                LOG.warn("whether {} fit the base image is not checked before the launch: {}", names, e.getMessage());
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Those of these names that the region offers, asked for anew. */
    Map<String, InstanceTypeInfo> describe(Collection<String> names) {
        // A filter, because an unknown name would fail the whole request
        List<Filter> filters = List.of(Ec2Filters.exactly("instance-type", names));
        return Pages.all(token -> page(filters, token), DescribeInstanceTypesResponse::nextToken)
                .flatMap(page -> page.instanceTypes().stream())
                .collect(Collectors.toMap(InstanceTypeInfo::instanceTypeAsString, type -> type, (a, b) -> a));
    }

    private DescribeInstanceTypesResponse page(List<Filter> filters, Optional<String> token) {
        return Call.repeatable(
                "DescribeInstanceTypes",
                call -> ec2.describeInstanceTypes(r -> r.filters(filters)
                        .maxResults(PAGE_SIZE)
                        .nextToken(token.orElse(null))
                        .overrideConfiguration(call)));
    }
}
