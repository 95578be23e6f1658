package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.amibuilder.userdata.PartKind;
import io.amibuilder.userdata.UserPart;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** The seeds in a normal build; guided by coverage in the profile "thorough". */
class LinterFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void noTextMakesTheLinterFail(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        for (PartKind kind : PartKind.values()) {
            List<UserPart> parts = List.of(new UserPart("10_x.cfg", kind, text));
            assertThat(Linter.lint(parts, Set.of())).isEqualTo(Linter.lint(parts, Set.of()));
        }
    }
}
