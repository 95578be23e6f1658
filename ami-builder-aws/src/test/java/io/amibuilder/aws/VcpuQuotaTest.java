package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VcpuQuotaTest {
    @ParameterizedTest
    @CsvSource({
        "t3.nano, L-1216C47A",
        "m7i-flex.large, L-1216C47A",
        "im4gn.large, L-1216C47A",
        "is4gen.large, L-1216C47A",
        "a1.large, L-1216C47A",
        "g5.xlarge, L-DB2E81BA",
        "vt1.3xlarge, L-DB2E81BA",
        "p5.48xlarge, L-417A185B",
        "x2gd.large, L-7295265B",
        "u-6tb1.56xlarge, L-43DA4232",
        "f1.2xlarge, L-74FC7D96",
        "inf2.xlarge, L-1945791B",
        "trn1.2xlarge, L-2C3B7624",
        "hpc7a.12xlarge, L-F7808C92",
        "dl1.24xlarge, L-6E869C2A"
    })
    void everyFamilyCountsForItsQuota(String type, String code) {
        assertThat(VcpuQuota.of(type)).map(VcpuQuota::code).contains(code);
    }

    @ParameterizedTest
    @CsvSource({"mac2.metal", "q9.large", "null"})
    void aFamilyThatIsNotKnownIsNotGuessed(String type) {
        assertThat(VcpuQuota.of(type)).isEmpty();
    }
}
