package io.amibuilder.aws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What customer keys need. The account's own keys for EBS and S3 need nothing: their policies let everybody in the account
 * use them through the service.
 */
final class KeyPermissions {
    private final Arns arns;
    private final String sid;
    private final Set<String> keys = new TreeSet<>();
    private final Set<String> aliases = new TreeSet<>();

    private KeyPermissions(Arns arns, String sid, Collection<String> named) {
        this.arns = arns;
        this.sid = sid;
        named.forEach(key -> {
            String bare = key.startsWith("arn:") ? key.substring(key.lastIndexOf(':') + 1) : key;
            if (bare.startsWith("alias/")) {
                aliases.add(bare);
            } else {
                keys.add(key.startsWith("arn:") ? key : arns.key(key));
            }
        });
    }

    /**
     * For disks (EBS user guide, "Requirements for Amazon EBS encryption"): EC2 uses the key in the caller's name, and
     * keeps a grant for the instance or the copy.
     *
     * @param sid begins the names of the statements: a region needs its own, because it is in their conditions
     */
    static List<IamStatement> ofDisks(Arns arns, String sid, Collection<String> keys) {
        KeyPermissions all = new KeyPermissions(arns, sid, keys);
        List<IamStatement> statements = new ArrayList<>(all.onEach(all.through(
                "ec2",
                "Use",
                "kms:Decrypt",
                "kms:DescribeKey",
                "kms:GenerateDataKeyWithoutPlaintext",
                "kms:ReEncrypt*")));
        statements.addAll(all.onEach(IamStatement.allow(sid + "Grant", "kms:CreateGrant")
                .when("Bool", "kms:GrantIsForAWSResource", "true")));
        return statements;
    }

    /** For objects (S3 user guide, "Using server-side encryption with AWS KMS keys"); their parts are decrypted, too. */
    static List<IamStatement> ofObjects(Arns arns, String sid, Collection<String> keys) {
        KeyPermissions all = new KeyPermissions(arns, sid, keys);
        return all.onEach(all.through("s3", "Use", "kms:Decrypt", "kms:GenerateDataKey"));
    }

    private IamStatement through(String service, String does, String... actions) {
        return IamStatement.allow(sid + does, actions)
                .when("StringEquals", "kms:ViaService", arns.service(service + "." + arns.region()));
    }

    /** A policy cannot name a key by its alias, but ask for it (KMS developer guide, "Use aliases to control access"). */
    private List<IamStatement> onEach(IamStatement statement) {
        List<IamStatement> all = new ArrayList<>();
        if (!keys.isEmpty()) {
            all.add(statement.on(keys.toArray(String[]::new)));
        }
        if (!aliases.isEmpty()) {
            all.add(statement
                    .named(statement.sid() + "ByAlias")
                    .on(arns.key("*"))
                    .when("ForAnyValue:StringEquals", "kms:ResourceAliases", aliases.toArray(String[]::new)));
        }
        return all;
    }
}
