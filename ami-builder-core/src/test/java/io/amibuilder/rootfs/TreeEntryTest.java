package io.amibuilder.rootfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TreeEntryTest {
    private static final int TOO_MANY_BITS = 010000;

    @Test
    void noEntryGoesToAPathOutsideOfTheTree() {
        refused(
                () -> new TreeEntry.Directory("../d", 0755),
                () -> new TreeEntry.RegularFile("../f", 0644, Content.of("")),
                () -> new TreeEntry.SymbolicLink("../l", "f"),
                () -> new TreeEntry.HardLink("../h", 0644, "f"),
                () -> new TreeEntry.HardLink("h", 0644, "../f"));
    }

    @Test
    void aModeHasTwelveBits() {
        refused(
                () -> new TreeEntry.Directory("d", TOO_MANY_BITS),
                () -> new TreeEntry.RegularFile("f", TOO_MANY_BITS, Content.of("")),
                () -> new TreeEntry.HardLink("h", TOO_MANY_BITS, "f"));
    }

    @Test
    void aLinkSaysWhatATarballCanSay() {
        refused(() -> new TreeEntry.SymbolicLink("l", "a\0b"));
        assertThat(new TreeEntry.SymbolicLink("l", "/not/there"))
                .hasToString("l -> /not/there")
                .satisfies(link -> assertThat(link.mode()).isEqualTo(0777));
    }

    @Test
    void anotherNameIsShownWithTheFirst() {
        assertThat(new TreeEntry.HardLink("usr/bin/b", 04755, "usr/bin/a"))
                .hasToString("4755 usr/bin/b, the same file as usr/bin/a");
    }

    @Test
    void aPackedFileIsShownWithItsSizeAndADirectoryWithout() {
        assertThat(List.of(new PackedFile("etc/motd", 0644, 3), new PackedFile("etc/", 0755, 0)))
                .hasToString("[0644 etc/motd, 3 bytes, 0755 etc/]");
    }

    private static void refused(ThrowingCallable... makings) {
        assertThat(makings)
                .allSatisfy(making -> assertThatIllegalArgumentException().isThrownBy(making));
    }
}
