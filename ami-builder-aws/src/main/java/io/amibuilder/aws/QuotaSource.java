package io.amibuilder.aws;

import io.amibuilder.cloud.CloudException;
import java.util.Optional;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;

/** Reads quotas. The only class that needs the optional client; without it, using this class fails to link. */
final class QuotaSource {
    private static final String OPERATION = "GetServiceQuota";

    private final Ec2Connection connection;
    private final Optional<ServiceQuotasClient> given;

    QuotaSource(Ec2Connection connection, Optional<ServiceQuotasClient> given) {
        this.connection = connection;
        this.given = given;
    }

    /**
     * How many virtual processors the account may run of this kind.
     *
     * @throws CloudException when it is not told
     */
    double vcpus(String quotaCode) {
        if (given.isPresent()) {
            return read(given.get(), quotaCode);
        }
        try (ServiceQuotasClient own =
                connection.configured(ServiceQuotasClient.builder()).build()) {
            return read(own, quotaCode);
        }
    }

    private static double read(ServiceQuotasClient client, String quotaCode) {
        return Call.repeatable(
                        OPERATION,
                        call -> client.getServiceQuota(
                                r -> r.serviceCode("ec2").quotaCode(quotaCode).overrideConfiguration(call)))
                .quota()
                .value();
    }
}
