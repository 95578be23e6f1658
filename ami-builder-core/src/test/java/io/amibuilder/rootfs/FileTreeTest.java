package io.amibuilder.rootfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FileTreeTest {
    @Test
    void entriesComeInTheOrderOfTheirUtf8BytesWhateverTheOrderOfTheCalls() {
        FileTree tree = FileTree.builder()
                .file("/b", "")
                .file("a/x", "")
                .file("\uFF5E", "") // U+FF5E sorts after U+1F600 in UTF-16, before it in UTF-8
                .file("\uD83D\uDE00", "")
                .directory("a/")
                .file("a-b", "")
                .build();

        assertThat(tree.entries())
                .extracting(TreeEntry::path)
                .containsExactly("a", "a-b", "a/x", "b", "\uFF5E", "\uD83D\uDE00");
    }

    @Test
    void theOrderIsThatOfTheBytes() {
        List<String> characters = List.of("", "a", "\u007f", "\u0080", "\u07ff", "\ud7ff", "\ue000", "\uffff");
        List<String> supplementary = List.of("\ud800\udc00", "\ud800\udc01", "\udbff\udfff");
        List<String> all =
                Stream.concat(characters.stream(), supplementary.stream()).toList();
        for (String one : all) {
            for (String other : all) {
                byte[] bytes = ("x" + one + "y").getBytes(StandardCharsets.UTF_8);
                byte[] otherBytes = ("x" + other + "y").getBytes(StandardCharsets.UTF_8);
                assertThat(Integer.signum(TreePath.ORDER.compare("x" + one + "y", "x" + other + "y")))
                        .isEqualTo(Integer.signum(Arrays.compareUnsigned(bytes, otherBytes)));
            }
        }
    }

    @Test
    void filesAndDirectoriesHaveUsualModesUnlessOthersAreGiven() {
        FileTree tree = FileTree.builder()
                .file("/etc/motd", "hello")
                .file("usr/bin/su", new byte[] {1}, 04755)
                .directory("var/empty")
                .symlink("etc/mtab", "/proc/mounts")
                .build();

        assertThat(tree.entries())
                .extracting(TreeEntry::path, TreeEntry::mode)
                .containsExactly(
                        tuple("etc/motd", 0644),
                        tuple("etc/mtab", 0777),
                        tuple("usr/bin/su", 04755),
                        tuple("var/empty", 0755));
        assertThat(tree).hasToString("4 entries, 6 bytes");
    }

    @Test
    void withAddsOrReplacesAnEntryAndLeavesTheTreeAsItWas() {
        FileTree tree = FileTree.builder().file("a", "1").build();

        FileTree changed = tree.with(new TreeEntry.RegularFile("a", 0600, Content.of("2")))
                .with(new TreeEntry.Directory("b", 0700));

        assertThat(changed.entries()).extracting(TreeEntry::path).containsExactly("a", "b");
        assertThat(changed.entry("a").orElseThrow().mode()).isEqualTo(0600);
        assertThat(tree).isEqualTo(FileTree.builder().file("a", "1").build()).isNotEqualTo(changed);
    }

    @Test
    void anEntryBelowASymbolicLinkIsRefused() {
        FileTreeBuilder builder = FileTree.builder().symlink("var/run", "/run").file("var/run/pid", "1");

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'var/run/pid' must lie in a directory, but the tree's 'var/run' is none");
    }

    @Test
    void aHardLinkToNothingIsRefused() {
        FileTreeBuilder builder = FileTree.builder().add(new TreeEntry.HardLink("b", 0644, "a"));

        assertThatThrownBy(builder::build)
                .hasMessage("hard link 'b' must name a regular file of the tree that sorts before it, but names 'a'");
    }

    @Test
    void pathsThatLeaveTheRootOrHaveNoNameAreRefused() {
        for (String path : new String[] {"", "/", "..", "a/../b", "./a", "a//b", "a\0b", "a\uD800"}) {
            assertThatThrownBy(() -> FileTree.builder().file(path, ""))
                    .as("path <%s>", path)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("path '");
        }
    }

    @Test
    void aModeWithMoreThanTwelveBitsIsRefused() {
        assertThatThrownBy(() -> FileTree.builder().file("a", "", 0100644))
                .hasMessage("path 'a' in a file tree must have a mode of 0 to 07777, but has 0100644");
    }

    @Test
    void contentInMemoryIsACopy() throws Exception {
        byte[] bytes = "abc".getBytes(StandardCharsets.UTF_8);
        Content content = Content.of(bytes);
        bytes[0] = 'x';

        assertThat(content.open().readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("abc");
    }
}
