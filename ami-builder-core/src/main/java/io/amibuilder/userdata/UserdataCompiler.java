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

    private static final Comparator<KnownPart> BY_NAME = (a, b) -> a.name().compareTo(b.name());

    /** The outer gzip is all that packs them. */
    private static final List<InlineCarrier> PLAIN_CARRIERS = List.of(new Base64Carrier(), new TextCarrier());

    static final List<InlineCarrier> CARRIERS = Stream.concat(
                    PLAIN_CARRIERS.stream(),
                    Stream.of(new LzmaCarrier(), new PackedTextCarrier(new Lzma()), new PackedTextCarrier(new Bzip2())))
            .toList();

    /**
     * Packed. Below, LZMA and bzip2 gained at most 102 bytes on the sources of docs/performance.md, which is little beside
     * 16,384, and starting them costs a cold JVM a sixth of the compile.
     */
    private static final int PLAIN_BYTES = 2048;

    private static final int INLINE_TRIED_BYTES = 4 * Userdata.MAX_BYTES; // packed; no carrier gains that much
    private static final int LINK_MARGIN_BYTES = 32; // a link may meet worse Huffman trees than what kept its room

    private final List<KnownPart> parts;
    private final List<MimePart> ours;
    private final GuestScripts scripts;
    private final CompileOptions options;

    private UserdataCompiler(List<UserPart> parts, CompileOptions options) {
        this.parts = parts.stream().map(KnownPart::of).sorted(BY_NAME).toList();
        this.scripts = new GuestScripts(options);
        this.options = options;
        boolean runcmd = this.parts.stream().anyMatch(KnownPart::runcmd);
        this.ours = List.of(
                MimePart.of("ami-builder supervisor", "a", PartKind.BOOTHOOK, scripts.supervisor()),
                MimePart.of("ami-builder driver", PartSequence.DRIVER, PartKind.SCRIPT, scripts.driver(runcmd)));
    }

    /**
     * Compiles. The rootfs goes inside whenever the finished user-data then fits, else to the location of the options.
     *
     * @param parts the user's parts, which run in the order of their names
     * @param rootfs the files, and maybe {@code var/local/install.sh}, which runs when they are in place
     * @param options further choices
     * @return the user-data, and where it expects the rootfs
     * @throws UserdataTooLargeException when it does not fit even without the rootfs
     * @throws RootfsTooLargeException when the rootfs does not fit and no location was given
     */
    public static CompiledUserdata compile(List<UserPart> parts, Optional<Rootfs> rootfs, CompileOptions options) {
        UserdataCompiler compiler = new UserdataCompiler(parts, options);
        return rootfs.map(compiler::withRootfs)
                .orElseGet(() -> compiler.finished(compiler.container(Optional.empty()), Optional.empty()));
    }

    private CompiledUserdata withRootfs(Rootfs rootfs) {
        boolean tried = rootfs.compression() == Compression.GZIP && rootfs.sizeBytes() <= INLINE_TRIED_BYTES;
        Optional<Container> inline = tried ? Optional.of(inline(rootfs)) : Optional.empty();
        if (inline.isPresent() && neededBytes(inline.get()) <= Userdata.MAX_BYTES) {
            return finished(inline.get(), Optional.empty());
        }
        if (options.rootfsLocation().isEmpty()) {
            Container without = container(Optional.empty());
            finished(without, Optional.empty()); // when the parts alone are too large, say that
            long asBase64 = without.sizeBytes() + rootfs.sizeBytes(); // Huffman-coded
            throw new RootfsTooLargeException(
                    inline.map(container -> (long) neededBytes(container)).orElse(asBase64), rootfs);
        }
        RootfsLocation location = options.rootfsLocation().get().resolve(rootfs);
        return finished(
                container(Optional.of(scripts.install(location, rootfs.digest(), rootfs.compression()))),
                Optional.of(location));
    }

    private Container inline(Rootfs rootfs) {
        InlineRootfs inline = InlineRootfs.of(rootfs.bytes());
        List<InlineCarrier> carriers = rootfs.sizeBytes() < PLAIN_BYTES ? PLAIN_CARRIERS : CARRIERS;
        return carriers.stream()
                .flatMap(carrier -> carrier.load(inline).stream())
                .map(load -> container(Optional.of(scripts.install(load))))
                .min((a, b) -> Integer.compare(a.sizeBytes(), b.sizeBytes()))
                .orElseThrow();
    }

    private Container container(Optional<String> install) {
        List<KnownPart> all = new ArrayList<>(parts);
        install.ifPresent(script -> {
            all.add(KnownPart.of(new UserPart(ROOTFS_PART, PartKind.SCRIPT, script)));
            all.sort(BY_NAME);
        });
        PartSequence sequence = new PartSequence();
        all.forEach(sequence::add);
        List<MimePart> mime = new ArrayList<>(ours);
        mime.addAll(sequence.parts());
        return new Container(mime);
    }

    /** What it may take once its links are there. */
    private static int neededBytes(Container container) {
        long links = Stream.of(LinkRoom.values())
                .filter(room -> room.isIn(container.text()))
                .count();
        return container.sizeBytes() + (int) links * LINK_MARGIN_BYTES;
    }

    private CompiledUserdata finished(Container container, Optional<RootfsLocation> fetchedFrom) {
        int neededBytes = neededBytes(container);
        if (neededBytes > Userdata.MAX_BYTES) {
            throw tooLarge(neededBytes);
        }
        return new CompiledUserdata(Userdata.of(container.gzip()), fetchedFrom, container.sizes());
    }

    private UserdataTooLargeException tooLarge(int bytes) {
        String remedy = parts.stream()
                .map(part -> MimePart.of(
                        part.name(),
                        part.name(),
                        part.part().kind(),
                        part.part().text()))
                .max(Comparator.comparingInt(MimePart::textBytes))
                .map(part -> "the largest part is '%s' (%d bytes). Move files into fs/, which has no such limit"
                        .formatted(part.name(), part.textBytes()))
                .orElse("");
        return new UserdataTooLargeException("compiled user-data", bytes, remedy);
    }
}
