package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockDeviceTest {
    private static final BlockDevice XVDA = BlockDevice.volume("/dev/xvda", 20).withVolumeType("gp3");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"DeviceName\":\"/dev/xvda\",\"Ebs\":{\"VolumeSize\":20,\"VolumeType\":\"gp3\"}}]",
                " {\"DeviceName\":\"/dev/xvda\",\"Ebs\":{\"VolumeSize\":\"20\",\"VolumeType\":\"gp3\"},\"NoDevice\":null}\n",
                "DeviceName=/dev/xvda,Ebs={VolumeSize=20,VolumeType=gp3}",
                "  DeviceName='/dev/xvda',Ebs={VolumeSize=\"20\",VolumeType='gp\\3',DeleteOnTermination=true}  "
            })
    void bothSpellingsOfTheCommandLineAreRead(String text) {
        assertThat(BlockDevice.parse(text)).containsExactly(XVDA);
    }

    @Test
    void everyKeyIsRead() {
        String json = """
                [{"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 20, "VolumeType": "gp3", "Encrypted": true,
                  "KmsKeyId": "alias/k", "Iops": 4000, "Throughput": 200, "SnapshotId": "snap-1",
                  "DeleteOnTermination": false}},
                 {"DeviceName": "/dev/sdb", "VirtualName": "ephemeral0"},
                 {"DeviceName": "/dev/sdc", "NoDevice": ""}]
                """;
        String shorthand = "DeviceName=/dev/xvda,Ebs={VolumeSize=20,VolumeType=gp3,Encrypted=true,KmsKeyId=alias/k,"
                + "Iops=4000,Throughput=200,SnapshotId=snap-1,DeleteOnTermination=false}"
                + " DeviceName=/dev/sdb,VirtualName=ephemeral0\tDeviceName=/dev/sdc,NoDevice=";

        assertThat(BlockDevice.parse(json))
                .containsExactly(
                        XVDA.withEncryption("alias/k")
                                .withIops(4000)
                                .withThroughputMiBps(200)
                                .withSnapshot("snap-1"),
                        BlockDevice.instanceStore("/dev/sdb", "ephemeral0"),
                        BlockDevice.without("/dev/sdc"))
                .isEqualTo(BlockDevice.parse(shorthand));
    }

    @Test
    void anEmptyTextDescribesNone() {
        assertThat(BlockDevice.parse(" \n")).isEmpty();
        assertThat(BlockDevice.parse("[]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"DeviceName\":                               | is not JSON",
                "[1]                                             | must be a list of JSON objects",
                "[{\"DeviceName\":\"a\",\"Ebs\":\"x\"}]          | Ebs of a must be a group of settings, but was 'x'",
                "[{\"DeviceName\":\"a\",\"Ebs\":[1]}]            | Ebs must not be a list",
                "DeviceName                                      | needs key=value at character 11",
                "DeviceName=a,                                   | needs key=value at character 14",
                "DeviceName=a}                                   | needs a ',' or a space at character 13",
                "DeviceName='a                                   | needs the closing ' at character 14",
                "DeviceName=a,Ebs={VolumeSize=1                  | needs '}' at character 31",
                "DeviceName=a,DeviceName=b                       | has 'DeviceName' twice in one item",
                "DeviceName=a,Size=1                             | must have no other keys than [DeviceName, Ebs, NoDevice,",
                "DeviceName=a,Ebs={Size=1}                       | Ebs of a must have no other keys than",
                "DeviceName=a,Ebs={VolumeSize=big}               | VolumeSize must be a whole number, but was 'big'",
                "DeviceName=a,Ebs={VolumeSize=0}                 | size in GiB of block device a must be positive, but was 0",
                "DeviceName=a,Ebs={Encrypted=yes}                | Encrypted must be true or false, but was 'yes'",
                "VirtualName=ephemeral0                          | a text is needed for DeviceName",
                "file://mapping.json                             | must be the mapping itself, not the name of a file"
            })
    void aMalformedTextIsRefusedWithTheReason(String text, String reason) {
        assertThatThrownBy(() -> BlockDevice.parse(text))
                .isInstanceOf(AwsSettingsException.class)
                .hasMessageContaining("block device mapping")
                .hasMessageContaining(reason)
                .hasMessageContaining(text);
    }
}
