package io.amibuilder.aws;

import io.amibuilder.error.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CpuOptions;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/** Whether the account's quota leaves room for one more on-demand instance, of any of the types that may be taken. */
final class QuotaCheck {
    private final Ec2Client ec2;
    private final QuotaSource quotas;

    QuotaCheck(Ec2Client ec2, QuotaSource quotas) {
        this.ec2 = ec2;
        this.quotas = quotas;
    }

    void check(List<InstanceTypeInfo> types, Purchase purchase, Findings found) {
        if (purchase == Purchase.SPOT) {
            return; // which has quotas of its own
        }
        try {
            List<Finding> full = new ArrayList<>();
            for (InstanceTypeInfo type : types) {
                VcpuQuota.of(type.instanceTypeAsString())
                        .flatMap(quota -> full(type, quota, found))
                        .ifPresent(full::add);
            }
            boolean isTheEnd = full.size() == types.size() && purchase == Purchase.ON_DEMAND;
            full.forEach(each ->
                    found.add(isTheEnd ? each : Finding.warning(each.subject(), each.problem(), each.remedy())));
        } catch (NoClassDefFoundError e) {
            found.warning(
                    "quota",
                    "could not be checked: the AWS SDK's client for Service Quotas is not on the class path",
                    "add the artifact software.amazon.awssdk:servicequotas to have it checked");
        }
    }

    private Optional<Finding> full(InstanceTypeInfo type, VcpuQuota quota, Findings found) {
        String subject = "quota " + quota.code();
        Optional<Double> limit = found.ask(subject, () -> quotas.vcpus(quota.code()));
        Optional<Integer> used = limit.flatMap(known -> found.ask(subject, () -> used(quota)));
        if (used.isPresent() && type.vCpuInfo() != null && type.vCpuInfo().defaultVCpus() != null) {
            int needed = type.vCpuInfo().defaultVCpus();
            if (used.get() + needed > limit.get()) {
                return Optional.of(Finding.error(
                        subject,
                        type.instanceTypeAsString() + " needs " + needed + " vCPU, but of the "
                                + Math.round(limit.get()) + " that this account may run of its kind " + used.get()
                                + " are in use",
                        "have the quota raised, end something, or take another type"));
            }
        }
        return Optional.empty();
    }

    /** Spot instances have quotas of their own. */
    private int used(VcpuQuota quota) {
        return InstancePages.find(
                        ec2, r -> r.filters(Ec2Filters.exactly("instance-state-name", List.of("pending", "running"))))
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
