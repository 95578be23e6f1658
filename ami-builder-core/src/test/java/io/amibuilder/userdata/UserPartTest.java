package io.amibuilder.userdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UserPartTest {
    @Test
    void theLongestBeginningThatMatchesSaysTheKind() {
        assertThat(PartKind.of(" \n#CLOUD-config\n")).contains(PartKind.CLOUD_CONFIG);
        assertThat(PartKind.of("#cloud-config-archive\n")).contains(PartKind.ARCHIVE);
        assertThat(PartKind.of("#include-once\n")).contains(PartKind.INCLUDE_ONCE);
        assertThat(PartKind.of("hello")).isEmpty();
        assertThat(PartKind.accepted()).startsWith("'#cloud-config', '#cloud-config-archive', ");
    }

    @Test
    void itIsToldWithoutItsText() {
        assertThat(UserPart.of("10_a.cfg", "#cloud-config\n")).hasToString("10_a.cfg (cloud-config, 14 characters)");
        assertThatExceptionOfType(UnknownPartException.class)
                .isThrownBy(() -> UserPart.of("10_a.cfg", "hello"))
                .withMessageContaining("10_a.cfg");
    }

    @Test
    void whatMayHaveCommandsIsKnown() {
        assertThat(known("#cloud-config\nruncmd: [a]\n")).isEqualTo("runcmd, merging");
        assertThat(known("#cloud-config\npackages: [a]\n")).isEqualTo("merging");
        assertThat(known("#cloud-config\nmerge_how: dict()\n")).isEmpty();
        assertThat(known("#cloud-config\nmerge_type: dict()\n")).isEmpty();
        assertThat(known("#cloud-config\n{\"runcmd\": [@]}\n")).isEqualTo("runcmd, merging");
        assertThat(known("#cloud-config\n- runcmd\n")).isEqualTo("merging");
        assertThat(known("#!/bin/sh\nruncmd: [a]\n")).isEqualTo("script");
        assertThat(known("## template: jinja\n#!/bin/sh\nruncmd\n")).isEqualTo("script");
        assertThat(known("## template: jinja\n#cloud-config\n{% x %} runcmd\n")).isEqualTo("runcmd, merging");
        assertThat(known("## template: jinja\n#cloud-config\n{% x %}\n")).isEqualTo("merging");
        assertThat(known("#cloud-config-archive\n- runcmd\n")).isEqualTo("runcmd");
        assertThat(known("#cloud-config-jsonp\n[]\n")).isEmpty();
        assertThat(known("#include\nhttps://localhost/\n")).isEqualTo("runcmd");
        assertThat(known("#cloud-boothook\nruncmd\n")).isEmpty();
    }

    private static String known(String text) {
        KnownPart part = KnownPart.of(UserPart.of("a", text));
        return String.join(
                ", ",
                Stream.of(part.script() ? "script" : "", part.runcmd() ? "runcmd" : "", part.merging() ? "merging" : "")
                        .filter(word -> !word.isEmpty())
                        .toList());
    }
}
