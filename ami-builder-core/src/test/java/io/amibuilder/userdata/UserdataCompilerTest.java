package io.amibuilder.userdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserdataCompilerTest {
    private static final UserPart PACKAGES = UserPart.of("10_packages.cfg", "#cloud-config\npackages: [jq]\n");
    private static final UserPart SCRIPT = UserPart.of("20_café.sh", "#!/bin/sh\necho caf\u00e9 = \t\n");

    @Test
    void theSamePartsGiveTheSameBytes() {
        assertThat(compile(List.of(SCRIPT, PACKAGES)).userdata().bytes())
                .isEqualTo(compile(List.of(PACKAGES, SCRIPT)).userdata().bytes());
    }

    @Test
    void theNonceIsReadFromTheBytes() {
        Userdata userdata = compile(List.of(PACKAGES)).userdata();
        assertThat(userdata.nonce()).isPresent();
        assertThat(Gzip.decompress(userdata.bytes()))
                .contains("N=" + userdata.nonce().orElseThrow() + "\n");
    }

    @Test
    void theContainerIsAscii() {
        assertThat(Gzip.decompress(compile(List.of(SCRIPT)).userdata().bytes()).chars())
                .allMatch(c -> c == '\n' || c == '\t' || (c >= ' ' && c <= '~'));
    }

    @Test
    void everythingWeAddCostsAtMost1600Bytes() {
        assertThat(compile(List.of()).userdata().sizeBytes()).isLessThanOrEqualTo(1600);
    }

    @Test
    void theSharesOfThePartsAddUpToTheWhole() {
        CompiledUserdata compiled = compile(List.of(PACKAGES, SCRIPT));
        assertThat(compiled.parts().stream().mapToInt(PartSize::shareBytes).sum())
                .isEqualTo(compiled.userdata().sizeBytes());
    }

    @Test
    void tooLargePartsAreNamed() {
        StringBuilder text = new StringBuilder("#!/bin/sh\n");
        new java.util.Random(1).ints(20_000, ' ', '~').forEach(c -> text.append((char) c));
        assertThatThrownBy(() -> compile(List.of(PACKAGES, UserPart.of("10_setup.sh", text.toString()))))
                .isInstanceOf(UserdataTooLargeException.class)
                .hasMessageMatching("compiled user-data must be at most 16384 bytes, but was \\d+; the largest part is"
                        + " '10_setup.sh' \\(20010 bytes\\)\\. Move files into fs/, which has no such limit");
    }

    private static CompiledUserdata compile(List<UserPart> parts) {
        return UserdataCompiler.compile(parts, Optional.empty(), CompileOptions.defaults());
    }
}
