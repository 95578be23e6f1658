package io.amibuilder.cloud;

import static io.amibuilder.cloud.Architecture.ARM64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseImageTest {
    @Test
    void aTextIsAnIdOnlyWhenItLooksLikeOne() {
        assertThat(BaseImage.lookup("ami-0123456789abcdef0")).isEqualTo(BaseImage.id("ami-0123456789abcdef0"));
        assertThat(BaseImage.lookup("ami-1a2b3c4d")).isEqualTo(BaseImage.id("ami-1a2b3c4d"));
        assertThat(BaseImage.lookup("ami-base")).isEqualTo(new BaseImage.ByText("ami-base"));
        assertThat(BaseImage.lookup("ami-base-1.2.0")).isEqualTo(new BaseImage.ByText("ami-base-1.2.0"));
        assertThat(BaseImage.lookup("/aws/x")).isEqualTo(BaseImage.ssmParameter("/aws/x"));
    }

    @Test
    void aBaseImageReadsAsASentence() {
        assertThat(BaseImage.nameTag("base", "1")).hasToString("the own image tagged Name=base and Version=1");
    }

    @Test
    void eachVendorSpellsArchitecturesItsWay() {
        String amazon = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-";
        assertThat(BaseImage.amazonLinux2023()).isEqualTo(BaseImage.ssmParameter(amazon + "x86_64"));
        assertThat(BaseImage.amazonLinux2023(ARM64)).isEqualTo(BaseImage.ssmParameter(amazon + "arm64"));
        assertThat(BaseImage.ubuntu("24.04"))
                .isEqualTo(BaseImage.ssmParameter(
                        "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id"));
        assertThat(BaseImage.ubuntu("22.04", ARM64))
                .isEqualTo(BaseImage.ssmParameter(
                        "/aws/service/canonical/ubuntu/server/22.04/stable/current/arm64/hvm/ebs-gp2/ami-id"));
        assertThat(BaseImage.debian(12))
                .isEqualTo(BaseImage.ssmParameter("/aws/service/debian/release/12/latest/amd64"));
        assertThat(BaseImage.debian(13, ARM64))
                .isEqualTo(BaseImage.ssmParameter("/aws/service/debian/release/13/latest/arm64"));
    }

    @Test
    void anUbuntuReleaseIsANumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaseImage.ubuntu("noble"))
                .withMessage("an Ubuntu release must be a number as in '24.04', but was 'noble'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"self", "amazon", "aws-marketplace", "099720109477"})
    void aPatternNamesItsOwner(String owner) {
        assertThat(BaseImage.pattern("al2023-*", owner))
                .hasToString("the newest image of " + owner + " named 'al2023-*'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "canonical", "12345", "self "})
    void aPatternWithoutAnOwnerIsRefused(String owner) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaseImage.pattern("al2023-*", owner))
                .withMessage(
                        "the owner of the images named 'al2023-*' must be 'self', 'amazon', 'aws-marketplace' or an"
                                + " account's 12 digits, but was '" + owner + "'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaseImage.pattern(" ", "self"))
                .withMessageContaining("must not be blank");
    }
}
