package io.amibuilder.userdata;

import java.util.Optional;

/**
 * A rootfs that may travel inside the user-data, as every way to carry it sees it.
 *
 * @param tarball gzip'd
 * @param commands the shell commands that make it; empty when shell cannot say it
 * @param text whether those say all of it as text
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record InlineRootfs(byte[] tarball, Optional<InlineCarrier.Load> commands, boolean text) {
    static InlineRootfs of(byte[] tarball) {
        Optional<TarTree> tree = TarTree.read(tarball);
        return new InlineRootfs(
                tarball,
                tree.map(TreeCommands::of),
                tree.isPresent()
                        && tree.get().entries().stream()
                                .allMatch(entry ->
                                        TreeCommands.text(entry.content()).isPresent()));
    }
}
