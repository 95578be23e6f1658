package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiBuildBuilder;
import io.amibuilder.SmokeTest;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.OnFailure;
import io.amibuilder.source.AmiSource;
import io.amibuilder.testing.SimulatedCloud;
import io.amibuilder.testing.VirtualTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IamPoliciesTest {
    private static final String IDS = "arn:aws:iam::111122223333:";

    @Test
    void aPlainBuildMayLookLaunchMakeTagAndRemoveItsOwn() {
        IamPolicy policy = IamPolicies.forBuild(build().build());

        assertThat(policy.actions())
                .containsExactly(
                        "ec2:CreateImage",
                        "ec2:CreateTags",
                        "ec2:DeleteSnapshot",
                        "ec2:DeregisterImage",
                        "ec2:DescribeImages",
                        "ec2:DescribeInstanceTypes",
                        "ec2:DescribeInstances",
                        "ec2:GetConsoleOutput",
                        "ec2:RunInstances",
                        "ec2:TerminateInstances");
        assertThat(policy.toString())
                .startsWith("{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n")
                .contains("""
                    {
                      "Sid": "DiscardOurImage",
                      "Effect": "Allow",
                      "Action": [
                        "ec2:DeleteSnapshot",
                        "ec2:DeregisterImage"
                      ],
                      "Resource": [
                        "arn:aws:ec2:eu-west-1::image/*",
                        "arn:aws:ec2:eu-west-1::snapshot/*"
                      ],
                      "Condition": {
                        "Null": {
                          "aws:ResourceTag/ami-builder:build-id": "false"
                        }
                      }
                    }
                """.stripTrailing());
    }

    @Test
    void theSameSettingsAreTheSameText() {
        String once = IamPolicies.forBuild(everything(provider().securityGroups("sg-1", "sg-2")))
                .toString();
        String again = IamPolicies.forBuild(everything(provider().securityGroups("sg-2", "sg-1")))
                .toString();

        assertThat(again).isEqualTo(once);
    }

    @Test
    void whatTheSettingsNameIsNamed() {
        String policy = IamPolicies.forBuild(everything(provider().securityGroups("sg-1")))
                .toString();

        assertThat(policy)
                .contains(
                        "\"arn:aws:ec2:eu-west-1::image/ami-0ba5e\"",
                        "\"arn:aws:ec2:eu-west-1:*:subnet/subnet-1\"",
                        "\"arn:aws:ec2:eu-west-1:*:security-group/sg-1\"",
                        "\"arn:aws:ec2:eu-west-1:*:key-pair/admin\"",
                        "\"arn:aws:ec2:eu-west-1::snapshot/snap-1\"",
                        "\"arn:aws:s3:::bucket/ami/*\"",
                        "\"ec2:StopInstances\"")
                .doesNotContain("subnet/*", "security-group/*");
    }

    @Test
    void eachPolicyFitsIntoAManagedPolicy() {
        assertThat(IamPolicies.forBuild(everything(provider())).characters())
                .isGreaterThan(2000)
                .isLessThan(IamPolicy.MAX_CHARACTERS);
    }

    @Test
    void whatALaunchIsToldIsAllowed() {
        try (AwsCloudProvider provider = provider()
                .subnets("subnet-1", "subnet-2")
                .purchase(Purchase.SPOT_THEN_ON_DEMAND)
                .placementGroup("group")
                .capacityReservation(CapacityReservation.id("cr-1"))
                .launchTemplate("lt-1", "3")
                .rootVolume(BlockDevice.root(20).withSnapshot("snap-9"))
                .build()) {
            String here = "\"arn:aws:ec2:eu-west-1:*:";

            assertThat(IamPolicies.forBuild(build().provider(provider).build()).toString())
                    .contains(
                            "\"ec2:CancelSpotInstanceRequests\"",
                            "\"ec2:DescribeLaunchTemplateVersions\"",
                            here + "subnet/subnet-1\"",
                            here + "subnet/subnet-2\"",
                            here + "spot-instances-request/*\"",
                            here + "placement-group/group\"",
                            here + "capacity-reservation/cr-1\"",
                            here + "launch-template/lt-1\"",
                            "snapshot/snap-9\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "baker, arn:aws:iam::*:role/baker",
        IDS + "instance-profile/baker, " + IDS + "role/baker",
        IDS + "instance-profile/team/baker, " + IDS + "role/team/baker"
    })
    void aProfileLendsTheRoleOfItsName(String profile, String role) {
        try (AwsCloudProvider provider = provider().instanceProfile(profile).build()) {
            String policy =
                    IamPolicies.forBuild(build().provider(provider).build()).toString();

            assertThat(policy)
                    .contains("\"Resource\": \"" + role + "\"", "\"iam:PassedToService\": \"ec2.amazonaws.com\"");
        }
    }

    @Test
    void anotherRoleCanBeNamed() {
        try (AwsCloudProvider provider = provider().instanceProfile("baker").build()) {
            AmiBuild build = build().provider(provider).build();

            assertThat(IamPolicies.forBuild(build, IDS + "role/other").toString())
                    .contains("\"Resource\": \"" + IDS + "role/other\"")
                    .doesNotContain("role/baker");
            assertThatThrownBy(() -> IamPolicies.forBuild(build, "other"))
                    .hasMessage("the role must be an ARN as in arn:aws:iam::111122223333:role/baker, but was 'other'");
        }
        assertThat(IamPolicies.forBuild(build().build(), IDS + "role/other").actions())
                .as("without a profile nothing is lent")
                .doesNotContain("iam:PassRole");
    }

    @ParameterizedTest
    @CsvSource({
        "/base/image, arn:aws:ssm:eu-west-1:*:parameter/base/image",
        "base, arn:aws:ssm:eu-west-1:*:parameter/base",
        "/base/image:7, arn:aws:ssm:eu-west-1:*:parameter/base/image",
        "/aws/service/debian/release/12/latest/amd64,"
                + " arn:aws:ssm:eu-west-1::parameter/aws/service/debian/release/12/latest/amd64",
        "arn:aws:ssm:eu-west-1:444455556666:parameter/shared," + " arn:aws:ssm:eu-west-1:444455556666:parameter/shared"
    })
    void exactlyTheParameterMayBeRead(String name, String arn) {
        String policy = IamPolicies.forBuild(
                        build().baseImage(BaseImage.ssmParameter(name)).build())
                .toString();

        assertThat(policy).contains("\"Action\": \"ssm:GetParameter\",\n      \"Resource\": \"" + arn + "\"");
    }

    @Test
    void anExactKeyInS3IsNotAPrefix() {
        try (S3ArtifactStore store = S3ArtifactStore.at("s3://bucket/ami/fs.tgz")) {
            assertThat(IamPolicies.forBuild(build().storage(store).build()).toString())
                    .contains("""
                            "Resource": [
                            "arn:aws:s3:::bucket/ami/fs.tgz",
                            "arn:aws:s3:::bucket/ami/fs.tgz.*"
                            ]""".replace("\n\"", "\n        \"").replace("\n]", "\n      ]"));
        }
    }

    @Test
    void onlyWhoDeletesWhatIsStoredMayDelete() {
        try (S3ArtifactStore store = S3ArtifactStore.at("s3://bucket/ami/")) {
            AmiBuildBuilder storing = build().storage(store);

            assertThat(IamPolicies.forBuild(storing.build()).toString())
                    .contains("\"s3:AbortMultipartUpload\"")
                    .doesNotContain("s3:DeleteObject");
            assertThat(IamPolicies.forBuild(storing.deleteStored(true).build()).toString())
                    .contains("\"s3:DeleteObject\"");
        }
    }

    @Test
    void keysByArnAndByAlias() {
        String key = "arn:aws:kms:eu-west-1:444455556666:key/1234";
        try (AwsCloudProvider provider = provider()
                .blockDevices(List.of(
                        BlockDevice.volume("/dev/xvda", 8).withEncryption(key),
                        BlockDevice.volume("/dev/sdf", 8)
                                .withEncryption("arn:aws:kms:eu-west-1:444455556666:alias/bakes")))
                .build()) {
            assertThat(IamPolicies.forBuild(build().provider(provider).build()).toString())
                    .contains(
                            "\"Resource\": \"" + key + "\"",
                            "\"kms:ResourceAliases\": \"alias/bakes\"",
                            "\"kms:ViaService\": \"ec2.eu-west-1.amazonaws.com\"",
                            "\"kms:GrantIsForAWSResource\": \"true\"");
        }
    }

    @Test
    void theAccountsOwnKeyNeedsNothing() {
        try (AwsCloudProvider provider = provider()
                .blockDevices(List.of(BlockDevice.volume("/dev/xvda", 8).withEncryption()))
                .build()) {
            assertThat(IamPolicies.forBuild(build().provider(provider).build()).actions())
                    .noneMatch(action -> action.startsWith("kms:"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cn-north-1, arn:aws-cn:ec2:cn-north-1:*:instance/*",
        "us-gov-west-1, arn:aws-us-gov:ec2:us-gov-west-1:*:instance/*",
        "ap-northeast-1, arn:aws:ec2:ap-northeast-1:*:instance/*"
    })
    void thePartitionIsTheRegions(String region, String arn) {
        try (AwsCloudProvider provider =
                provider().region(region).instanceProfile("baker").build()) {
            String policy =
                    IamPolicies.forBuild(build().provider(provider).build()).toString();

            assertThat(policy).contains(arn);
            assertThat(policy.contains("ec2.amazonaws.com.cn")).isEqualTo(region.startsWith("cn-"));
        }
    }

    @Test
    void aPublisherBringsWhatItsSettingsUseAndNoMore() {
        try (AwsPublisher publisher = AwsPublisher.builder()
                .region("eu-west-1")
                .copyTo("us-east-1", "alias/images")
                .shareWithAccounts("123456789012")
                .parameter("/ami/{name}/{version}/{region}")
                .launchTemplate("us-east-1", "lt-2")
                .build()) {
            IamPolicy policy = IamPolicies.forBuild(
                    build().name("my agent").publish(publisher).build());

            assertThat(policy.actions())
                    .contains(
                            "ec2:CopyImage",
                            "ec2:ModifyImageAttribute",
                            "ec2:CreateLaunchTemplateVersion",
                            "ec2:ModifyLaunchTemplate",
                            "ssm:GetParameter",
                            "ssm:PutParameter")
                    .doesNotContain(
                            "ec2:ModifySnapshotAttribute",
                            "ec2:EnableImageDeprecation",
                            "ec2:EnableImageDeregistrationProtection");
            assertThat(policy.toString())
                    .contains(
                            "\"arn:aws:ssm:eu-west-1:*:parameter/ami/my-agent/1/eu-west-1\"",
                            "\"arn:aws:ssm:us-east-1:*:parameter/ami/my-agent/1/us-east-1\"",
                            "\"Resource\": \"arn:aws:ec2:us-east-1:*:launch-template/lt-2\"",
                            "\"ec2:CreateAction\": \"CopyImage\"",
                            "\"kms:ViaService\": \"ec2.us-east-1.amazonaws.com\"");
            assertThat(policy.toString().replaceAll("\\s", ""))
                    .contains("\"Action\":\"ec2:ModifyImageAttribute\",\"Resource\":["
                            + "\"arn:aws:ec2:eu-west-1::image/*\",\"arn:aws:ec2:us-east-1::image/*\"],"
                            + "\"Condition\":{\"Null\":{\"aws:ResourceTag/ami-builder:build-id\":\"false\"}}");
        }
    }

    @Test
    void aPublisherThatDoesNothingMayLookOnly() {
        try (AwsPublisher publisher = AwsPublisher.builder().region("eu-west-1").build()) {
            assertThat(IamPolicies.forBuild(build().publish(publisher).build()).actions())
                    .isEqualTo(IamPolicies.forBuild(build().build()).actions());
        }
    }

    @Test
    void aSmokeTestMayWriteItsMarkOnOurImagesAndNothingElse() {
        assertThat(IamPolicies.forBuild(
                                build().smokeTest(SmokeTest.commands("true")).build())
                        .toString())
                .contains("\"aws:TagKeys\": \"ami-builder:smoke-test\"");
    }

    @Test
    void aPreflightLooksAndChangesNothing() {
        try (AwsCloudProvider provider =
                        provider().securityGroups("sg-1").keyPair("admin").build();
                S3ArtifactStore store = S3ArtifactStore.at("s3://bucket/ami/")) {
            IamPolicy policy = IamPolicies.forPreflight(
                    build().provider(provider).storage(store).build());

            assertThat(policy.actions())
                    .containsExactly(
                            "ec2:DescribeInstanceTypeOfferings",
                            "ec2:DescribeKeyPairs",
                            "ec2:DescribeRegions",
                            "ec2:DescribeSecurityGroups",
                            "ec2:DescribeSubnets",
                            "s3:ListBucket",
                            "servicequotas:GetServiceQuota");
            assertThat(policy.toString()).contains("\"Resource\": \"arn:aws:s3:::bucket\"");
            assertThat(IamPolicies.forPreflight(build().build()).actions())
                    .doesNotContain("ec2:DescribeKeyPairs", "ec2:DescribeSecurityGroups", "s3:ListBucket");
        }
    }

    @Test
    void theKeyOfAStoreIsUsedThroughS3WhereTheBucketIs() {
        try (S3ArtifactStore store = S3ArtifactStore.builder("s3://bucket/ami/")
                .region("us-east-1")
                .encryption(S3Encryption.kms("1234"))
                .build()) {
            assertThat(IamPolicies.forBuild(build().storage(store).build()).toString())
                    .contains(
                            "\"Resource\": \"arn:aws:kms:us-east-1:*:key/1234\"",
                            "\"kms:ViaService\": \"s3.us-east-1.amazonaws.com\"");
        }
    }

    @Test
    void aSweeperRemovesOnlyWhatIsOurs() {
        try (AwsCloudProvider provider = provider().build()) {
            IamPolicy policy = IamPolicies.forSweeper(provider);

            assertThat(policy.actions())
                    .containsExactly(
                            "ec2:CancelSpotInstanceRequests",
                            "ec2:DeleteSnapshot",
                            "ec2:DeleteVolume",
                            "ec2:DeregisterImage",
                            "ec2:DescribeImages",
                            "ec2:DescribeInstances",
                            "ec2:DescribeSnapshots",
                            "ec2:DescribeSpotInstanceRequests",
                            "ec2:DescribeVolumes",
                            "ec2:TerminateInstances");
            assertThat(policy.toString()).contains("\"aws:ResourceTag/ami-builder:build-id\": \"false\"");
        }
    }

    @Test
    void retentionReadsWhoUsesAnImageAndRemovesOnlyOurs() {
        try (AwsCloudProvider provider = provider().build()) {
            RetentionBuilder retention =
                    Retention.builder(provider).name("agent").keepLast(3);

            IamPolicy plain = IamPolicies.forRetention(retention.build());
            IamPolicy withPath =
                    IamPolicies.forRetention(retention.parametersUnder("/ami/").build());

            assertThat(plain.actions())
                    .containsExactly(
                            "ec2:DeleteSnapshot",
                            "ec2:DeregisterImage",
                            "ec2:DescribeImages",
                            "ec2:DescribeInstances",
                            "ec2:DescribeLaunchTemplateVersions",
                            "ssm:DescribeParameters",
                            "ssm:GetParameters");
            assertThat(withPath.actions()).contains("ssm:GetParametersByPath");
            assertThat(withPath.toString())
                    .contains(
                            "\"arn:aws:ssm:eu-west-1:*:parameter/ami\"",
                            "\"arn:aws:ssm:eu-west-1:*:parameter/ami/*\"",
                            "\"aws:ResourceTag/ami-builder:build-id\": \"false\"");
        }
    }

    @Test
    void aBuildOnAnotherCloudHasNoPolicy() {
        AmiBuild elsewhere = build().provider(
                        SimulatedCloud.builder(new VirtualTime()).build())
                .build();

        assertThatThrownBy(() -> IamPolicies.forBuild(elsewhere))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a policy can be written for builds of an AwsCloudProvider, but this one has"
                        + " io.amibuilder.testing.SimulatedCloud");
    }

    @Test
    void twoStatementsOfOneNameMustMeanTheSame() {
        IamStatement one = IamStatement.allow("A", "ec2:X").on("*");
        IamPolicy both =
                new IamPolicy(List.of(one, IamStatement.allow("A", "ec2:Y").on("*")));

        assertThat(both.actions()).containsExactly("ec2:X", "ec2:Y");
        assertThatThrownBy(() -> new IamPolicy(List.of(one, one.when("Bool", "k", "true"))))
                .hasMessage("statements named A must have the same conditions");
    }

    private static AmiBuild everything(AwsCloudProviderBuilder provider) {
        return build().provider(provider.subnet("subnet-1")
                        .instanceProfile("baker")
                        .keyPair("admin")
                        .blockDevices(List.of(
                                BlockDevice.volume("/dev/xvda", 8).withEncryption("1234"),
                                BlockDevice.volume("/dev/sdf", 8).withEncryption("alias/bakes"),
                                BlockDevice.volume("/dev/sdg", 8).withSnapshot("snap-1")))
                        .build())
                .baseImage(BaseImage.id("ami-0ba5e"))
                .storage(S3ArtifactStore.at("s3://bucket/ami/"))
                .onFailure(OnFailure.STOP)
                .build();
    }

    private static AwsCloudProviderBuilder provider() {
        return AwsCloudProvider.builder().region("eu-west-1").credentials(AwsServer.CREDENTIALS);
    }

    private static AmiBuildBuilder build() {
        return AmiBuild.builder()
                .source(AmiSource.builder().part("10_a.sh", "#!/bin/sh\n").build())
                .name("agent")
                .version("1")
                .baseImage(BaseImage.nameTag("base"))
                .provider(provider().build());
    }
}
