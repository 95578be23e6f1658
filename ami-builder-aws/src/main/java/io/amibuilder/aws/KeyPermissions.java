package io.amibuilder.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What disks with customer keys need (EBS user guide, "Requirements for Amazon EBS encryption"): EC2 uses the key in the
 * caller's name, and keeps a grant for the instance. The account's own key for EBS needs nothing.
 */
final class KeyPermissions {
    private static final String[] USES = {
        "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncrypt*"
    };

    private final Arns arns;

    KeyPermissions(Arns arns) {
        this.arns = arns;
    }

    List<IamStatement> of(List<BlockDevice> disks) {
        Set<String> named =
                disks.stream().flatMap(disk -> disk.kmsKey().stream()).collect(Collectors.toCollection(TreeSet::new));
        Set<String> keys = new TreeSet<>();
        Set<String> aliases = new TreeSet<>();
        named.forEach(key -> {
            String bare = key.startsWith("arn:") ? key.substring(key.lastIndexOf(':') + 1) : key;
            if (bare.startsWith("alias/")) {
                aliases.add(bare);
            } else {
                keys.add(key.startsWith("arn:") ? key : arns.key(key));
            }
        });
        List<IamStatement> all = new ArrayList<>();
        if (!keys.isEmpty()) {
            String[] on = keys.toArray(String[]::new);
            all.add(use("UseKey").on(on));
            all.add(grant("GrantKey").on(on));
        }
        if (!aliases.isEmpty()) {
            all.add(byAlias(use("UseKeyByAlias"), aliases));
            all.add(byAlias(grant("GrantKeyByAlias"), aliases));
        }
        return all;
    }

    private IamStatement use(String sid) {
        return IamStatement.allow(sid, USES)
                .when("StringEquals", "kms:ViaService", arns.service("ec2." + arns.region()));
    }

    private static IamStatement grant(String sid) {
        return IamStatement.allow(sid, "kms:CreateGrant").when("Bool", "kms:GrantIsForAWSResource", "true");
    }

    /** A policy cannot name a key by its alias, but ask for it (KMS developer guide, "Use aliases to control access"). */
    private IamStatement byAlias(IamStatement statement, Set<String> aliases) {
        return statement
                .on(arns.key("*"))
                .when("ForAnyValue:StringEquals", "kms:ResourceAliases", aliases.toArray(String[]::new));
    }
}
