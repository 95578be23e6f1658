package io.amibuilder.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
