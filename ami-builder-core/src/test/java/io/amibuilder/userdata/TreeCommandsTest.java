package io.amibuilder.userdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.rootfs.FileTree;
import io.amibuilder.rootfs.RootfsPackager;
import io.amibuilder.rootfs.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The commands as text; InlineCarrierTest runs them. */
class TreeCommandsTest {
    @Test
    void everyEntryIsMadeInItsOrderAndOwnModesComeLast() {
        FileTree tree = FileTree.builder()
                .directory("d", 0700)
                .directory("e")
                .file("e/empty", "")
                .file("e/open", "no end")
                .file("e/text", "E\nline\n", 0600)
                .file("e/bytes", new byte[] {0}, 0644)
                .symlink("l", "a b")
                .add(new TreeEntry.HardLink("m", 0600, "e/text"))
                .file("z/it's", "x\n", 0600)
                .build();

        assertThat(load(tree)).isEqualTo(new InlineCarrier.Load("""
                        umask 22
                        mkdir "$D/t"
                        cd "$D/t"
                        mkdir -p ./d
                        mkdir -p ./e
                        base64 -d >./e/bytes <<'E'
                        AA==
                        E
                        : >./e/empty
                        head -c-1 >./e/open <<'E'
                        no end
                        E
                        cat >./e/text <<'EE'
                        E
                        line
                        EE
                        ln -s -- 'a b' ./l
                        ln ./e/text ./m
                        mkdir -p ./z
                        cat >'./z/it'\\''s' <<'E'
                        x
                        E
                        chmod 600 ./e/text './z/it'\\''s'
                        chmod 700 ./d
                        cd /
                        """, "tar -cf - --mtime=@315532800 -C \"$D/t\" .", ""));
    }

    @Test
    void whatShellsLoseIsNoText() {
        assertThat(List.of("a\tb\n", " ~", "\u0080"))
                .allSatisfy(text -> assertThat(text(text)).contains(text));
        assertThat(List.of("\0", "\u001f", "\r", "\u007f"))
                .allSatisfy(text -> assertThat(text(text)).isEmpty());
        assertThat(TreeCommands.text(new byte[] {(byte) 0xff})).isEmpty();
    }

    @Test
    void whetherAllIsTextIsKnown() {
        assertThat(inline(FileTree.builder().file("a", "x").build()).text()).isTrue();
        assertThat(inline(FileTree.builder().file("a", "x").file("b", "\0").build())
                        .text())
                .isFalse();
    }

    @Test
    void whatIsNoTarballHasNoCommands() {
        InlineRootfs rootfs = InlineRootfs.of(new byte[9]);
        assertThat(rootfs.commands()).isEmpty();
        assertThat(rootfs.text()).isFalse();
    }

    private static Optional<String> text(String text) {
        return TreeCommands.text(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InlineCarrier.Load load(FileTree tree) {
        return inline(tree).commands().orElseThrow();
    }

    private static InlineRootfs inline(FileTree tree) {
        return InlineRootfs.of(RootfsPackager.pack(tree).bytes());
    }
}
