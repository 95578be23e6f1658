package io.amibuilder.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.aws.IamPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PermissionsGuideTest {
    @Test
    void theGuideShowsThePolicyThatItsBlockPrints() throws IOException {
        IamPolicy policy = PermissionsGuide.policy(Path.of("ami/web-server"));

        assertThat(Files.readString(Path.of("../docs/aws.md"))).contains("```json\n" + policy + "```\n");
        assertThat(policy.characters()).isLessThan(IamPolicy.MAX_CHARACTERS / 2);
    }
}
