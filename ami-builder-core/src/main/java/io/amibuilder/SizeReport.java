package io.amibuilder;

import io.amibuilder.rootfs.PackedFile;
import io.amibuilder.userdata.PartSize;
import io.amibuilder.userdata.Userdata;
import java.util.List;
import java.util.Locale;

/** What fills the user-data, as a table for people. */
final class SizeReport {
    private SizeReport() {}

    static String of(CompiledAmi compiled) {
        int used = compiled.userdata().sizeBytes();
        StringBuilder out = new StringBuilder(line(
                "user-data: %,d of %,d bytes, %,d left%s",
                used, Userdata.MAX_BYTES, Userdata.MAX_BYTES - used, nonce(compiled.userdata())));
        List<PartSize> parts = compiled.parts();
        if (!parts.isEmpty()) {
            int width =
                    parts.stream().mapToInt(part -> part.name().length()).max().orElse(0);
            out.append(line("  %s %10s %10s  of all", padded("part", width), "as written", "packed"));
            for (PartSize part : parts) {
                out.append(line(
                        "  %s %,10d %,10d  %4.1f %%",
                        padded(part.name(), width),
                        part.textBytes(),
                        part.shareBytes(),
                        100.0 * part.shareBytes() / Userdata.MAX_BYTES));
            }
        }
        return out.append(rootfs(compiled)).toString();
    }

    private static String nonce(Userdata userdata) {
        return userdata.nonce().map(nonce -> ", nonce " + nonce).orElse(", not compiled by ami-builder");
    }

    private static String rootfs(CompiledAmi compiled) {
        if (compiled.rootfs().isPresent()) {
            return text(
                    "rootfs: %,d bytes to be stored at %s",
                    compiled.rootfs().get().sizeBytes(),
                    compiled.rootfsLocation().orElseThrow());
        }
        long content =
                compiled.files().stream().mapToLong(PackedFile::sizeBytes).sum();
        return compiled.files().isEmpty()
                ? "rootfs: none"
                : text(
                        "rootfs: %,d %s of %,d bytes, inside the user-data",
                        compiled.files().size(), compiled.files().size() == 1 ? "entry" : "entries", content);
    }

    private static String line(String format, Object... values) {
        return text(format, values) + "\n";
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values); // the same on every machine
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
