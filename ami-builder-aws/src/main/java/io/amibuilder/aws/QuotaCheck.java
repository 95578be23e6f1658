package io.amibuilder.aws;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CpuOptions;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/** Whether the account's quota leaves room for one more instance. */
final class QuotaCheck {
    private static final String RUNNING = "DescribeInstances";
    /** The largest page of DescribeInstances. */
    private static final int PAGE_SIZE = 1000;

    private final Ec2Client ec2;
    private final QuotaSource quotas;

    QuotaCheck(Ec2Client ec2, QuotaSource quotas) {
        this.ec2 = ec2;
        this.quotas = quotas;
    }

    void check(List<InstanceTypeInfo> types, Findings found) {
        try {
            types.forEach(
                    type -> VcpuQuota.of(type.instanceTypeAsString()).ifPresent(quota -> check(type, quota, found)));
        } catch (NoClassDefFoundError e) {
            found.warning(
                    "quota",
                    "could not be checked: the AWS SDK's client for Service Quotas is not on the class path",
                    "add the artifact software.amazon.awssdk:servicequotas to have it checked");
        }
    }

    private void check(InstanceTypeInfo type, VcpuQuota quota, Findings found) {
        String subject = "quota " + quota.code();
        Optional<Double> limit = found.ask(subject, () -> quotas.vcpus(quota.code()));
        Optional<Integer> used = limit.flatMap(known -> found.ask(subject, () -> used(quota)));
        if (used.isPresent() && type.vCpuInfo() != null && type.vCpuInfo().defaultVCpus() != null) {
            int needed = type.vCpuInfo().defaultVCpus();
            if (used.get() + needed > limit.get()) {
                found.error(
                        subject,
                        type.instanceTypeAsString() + " needs " + needed + " vCPU, but of the "
                                + Math.round(limit.get()) + " that this account may run of its kind " + used.get()
                                + " are in use",
                        "have the quota raised, end something, or take another type");
            }
        }
    }

    /** Spot instances have quotas of their own. */
    private int used(VcpuQuota quota) {
        return Pages.all(
                        token -> Call.repeatable(
                                RUNNING,
                                call -> ec2.describeInstances(r -> r.filters(Ec2Filters.exactly(
                                                "instance-state-name", List.of("pending", "running")))
                                        .maxResults(PAGE_SIZE)
                                        .nextToken(token.orElse(null))
                                        .overrideConfiguration(call))),
                        DescribeInstancesResponse::nextToken)
                .flatMap(page -> page.reservations().stream())
                .flatMap(reservation -> reservation.instances().stream())
                .filter(instance -> instance.instanceLifecycleAsString() == null)
                .filter(instance -> VcpuQuota.of(String.valueOf(instance.instanceTypeAsString()))
                        .filter(quota::equals)
                        .isPresent())
                .mapToInt(QuotaCheck::vcpus)
                .sum();
    }

    private static int vcpus(Instance instance) {
        CpuOptions cpu = instance.cpuOptions();
        return cpu == null || cpu.coreCount() == null || cpu.threadsPerCore() == null
                ? 0
                : cpu.coreCount() * cpu.threadsPerCore();
    }
}
