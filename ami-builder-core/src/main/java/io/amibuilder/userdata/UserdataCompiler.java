package io.amibuilder.userdata;

import io.amibuilder.rootfs.Compression;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes user-data of parts and a rootfs. Pure: the same input gives the same bytes. */
public final class UserdataCompiler {
    /** The part that brings the rootfs: after user parts with smaller names, before those with larger ones. */
    private static final String ROOTFS_PART = "51_rootfs";

    static final List<InlineCarrier> CARRIERS =
            List.of(new Base64Carrier(), new TextCarrier(), new LzmaCarrier(), new LzmaTextCarrier());
    private static final int INLINE_TRIED_BYTES = 4 * Userdata.MAX_BYTES; // packed; no carrier gains that much
    private static final int LINK_MARGIN_BYTES = 32; // a link may meet worse Huffman trees than what kept its room

    private final List<UserPart> parts;
    private final GuestScripts scripts;
    private final CompileOptions options;

    private UserdataCompiler(List<UserPart> parts, CompileOptions options) {
        this.parts = parts.stream().sorted(Comparator.comparing(UserPart::name)).toList();
        this.scripts = new GuestScripts(options);
        this.options = options;
    }

    /**
     * Compiles. The rootfs goes inside whenever the finished user-data then fits, else to the location of the options.
     *
     * @param parts the user's parts, which run in the order of their names
     * @param rootfs the files, and maybe {@code var/local/install.sh}, which runs when they are in place
     * @param options further choices
     * @throws UserdataTooLargeException when it does not fit even without the rootfs
     * @throws RootfsTooLargeException when the rootfs does not fit and no location was given
     */
    public static CompiledUserdata compile(List<UserPart> parts, Optional<Rootfs> rootfs, CompileOptions options) {
        UserdataCompiler compiler = new UserdataCompiler(parts, options);
        return rootfs.map(compiler::withRootfs)
                .orElseGet(() -> compiler.finished(compiler.container(Optional.empty()), Optional.empty()));
    }

    private CompiledUserdata withRootfs(Rootfs rootfs) {
        long inlineBytes = container(Optional.empty()).gzip().length + rootfs.sizeBytes(); // as base64, Huffman-coded
        if (rootfs.compression() == Compression.GZIP && rootfs.sizeBytes() <= INLINE_TRIED_BYTES) {
            Container inline = inline(rootfs);
            inlineBytes = neededBytes(inline);
            if (inlineBytes <= Userdata.MAX_BYTES) {
                return finished(inline, Optional.empty());
            }
        }
        if (options.rootfsLocation().isEmpty()) {
            finished(container(Optional.empty()), Optional.empty()); // when the parts alone are too large, say that
            throw new RootfsTooLargeException(inlineBytes, rootfs);
        }
        RootfsLocation location = options.rootfsLocation().get().resolve(rootfs);
        return finished(
                container(Optional.of(scripts.install(location, rootfs.digest(), rootfs.compression()))),
                Optional.of(location));
    }

    private Container inline(Rootfs rootfs) {
        byte[] tarball = rootfs.bytes();
        return CARRIERS.stream()
                .flatMap(carrier -> carrier.load(tarball).stream())
                .map(load -> container(Optional.of(scripts.install(load))))
                .min(Comparator.comparingInt(container -> container.gzip().length))
                .orElseThrow();
    }

    private Container container(Optional<String> install) {
        List<UserPart> all = new ArrayList<>(parts);
        install.ifPresent(script -> {
            all.add(new UserPart(ROOTFS_PART, PartKind.SCRIPT, script));
            all.sort(Comparator.comparing(UserPart::name));
        });
        PartSequence sequence = new PartSequence();
        all.forEach(sequence::add);
        List<MimePart> mime = new ArrayList<>();
        mime.add(MimePart.of("ami-builder supervisor", "a", PartKind.BOOTHOOK, scripts.supervisor()));
        mime.add(MimePart.of(
                "ami-builder driver", PartSequence.DRIVER, PartKind.SCRIPT, scripts.driver(sequence.hasRuncmd())));
        mime.addAll(sequence.parts());
        return new Container(mime);
    }

    /** What it may take once its links are there. */
    private static int neededBytes(Container container) {
        long links = Stream.of(LinkRoom.values())
                .filter(room -> room.isIn(container.text()))
                .count();
        return container.gzip().length + (int) links * LINK_MARGIN_BYTES;
    }

    private CompiledUserdata finished(Container container, Optional<RootfsLocation> fetchedFrom) {
        byte[] bytes = container.gzip();
        int neededBytes = neededBytes(container);
        if (neededBytes > Userdata.MAX_BYTES) {
            throw tooLarge(neededBytes);
        }
        return new CompiledUserdata(Userdata.of(bytes), fetchedFrom, container.sizes());
    }

    private UserdataTooLargeException tooLarge(int bytes) {
        String remedy = parts.stream()
                .map(part -> MimePart.of(part.name(), part.name(), part.kind(), part.text()))
                .max(Comparator.comparingInt(MimePart::textBytes))
                .map(part -> "the largest part is '%s' (%d bytes). Move files into fs/, which has no such limit"
                        .formatted(part.name(), part.textBytes()))
                .orElse("");
        return new UserdataTooLargeException("compiled user-data", bytes, remedy);
    }
}
