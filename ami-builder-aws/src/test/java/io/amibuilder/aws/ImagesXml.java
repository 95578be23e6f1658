package io.amibuilder.aws;

import java.util.Map;

/** DescribeImages answers. */
final class ImagesXml {
    private ImagesXml() {}

    static String images(String... images) {
        return page("", images);
    }

    static String page(String nextToken, String... images) {
        return "<DescribeImagesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>r</requestId>"
                + "<imagesSet>" + String.join("", images) + "</imagesSet>"
                + (nextToken.isEmpty() ? "" : "<nextToken>" + nextToken + "</nextToken>") + "</DescribeImagesResponse>";
    }

    static String image(String id, String name, Map<String, String> tags) {
        return image(id, name, "available", "", tags);
    }

    static String image(String id, String name, String state, String more, Map<String, String> tags) {
        StringBuilder items = new StringBuilder();
        tags.forEach((key, value) -> items.append("<item><key>%s</key><value>%s</value></item>".formatted(key, value)));
        return """
                <item><imageId>%s</imageId><name>%s</name><imageState>%s</imageState><architecture>x86_64</architecture>
                <imageOwnerId>111122223333</imageOwnerId><creationDate>2026-01-02T03:04:05.000Z</creationDate>
                <rootDeviceName>/dev/xvda</rootDeviceName>
                <blockDeviceMapping>
                <item><deviceName>/dev/xvda</deviceName><ebs><snapshotId>snap-1</snapshotId><volumeSize>8</volumeSize>
                <deleteOnTermination>false</deleteOnTermination></ebs></item>
                <item><deviceName>/dev/sdb</deviceName><virtualName>ephemeral0</virtualName></item>
                </blockDeviceMapping>%s<tagSet>%s</tagSet></item>
                """.formatted(id, name, state, more, items);
    }
}
