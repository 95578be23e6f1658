package io.amibuilder.aws;

import java.util.List;

/** What looking for leftovers and removing them needs. */
final class SweepPermissions {
    private SweepPermissions() {}

    static List<IamStatement> of(Arns arns) {
        return List.of(
                BakePermissions.cancelSpot(arns),
                IamStatement.allow(
                                BakePermissions.LOOK,
                                "ec2:DescribeImages",
                                "ec2:DescribeInstances",
                                "ec2:DescribeSnapshots",
                                "ec2:DescribeSpotInstanceRequests",
                                "ec2:DescribeVolumes")
                        .on("*"),
                BakePermissions.ours(IamStatement.allow(
                                "RemoveOurs",
                                "ec2:DeleteSnapshot",
                                "ec2:DeleteVolume",
                                "ec2:DeregisterImage",
                                "ec2:TerminateInstances")
                        .on(
                                arns.ec2("instance/*"),
                                arns.ec2("volume/*"),
                                arns.shareable("image/*"),
                                arns.shareable("snapshot/*"))));
    }
}
