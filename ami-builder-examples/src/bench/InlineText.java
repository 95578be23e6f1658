import io.amibuilder.CompiledAmi;
import io.amibuilder.source.AmiSource;
import io.amibuilder.userdata.RootfsTooLargeException;
import io.amibuilder.userdata.Userdata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How many bytes of text, file after file of one mix, go inside the user-data before they need a bucket. */
final class InlineText {
    private interface Fits {
        boolean in(Path source) throws IOException, InterruptedException;
    }

    private final Path mix;
    private final List<Path> files;

    InlineText(Path mix) throws IOException {
        this.mix = mix;
        try (Stream<Path> found = Files.walk(mix)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
    }

    long ours() throws IOException, InterruptedException {
        return most(InlineText::compiles);
    }

    long old() throws IOException, InterruptedException {
        return most(source -> OldScheme.tarballBytes(source) <= OldScheme.TARBALL_LIMIT_BYTES
                && OldScheme.userdataBytes(source) <= Userdata.MAX_BYTES);
    }

    long oldWithoutCap() throws IOException, InterruptedException {
        return most(source -> OldScheme.userdataBytes(source) <= Userdata.MAX_BYTES);
    }

    private static boolean compiles(Path source) {
        try (AmiSource read = AmiSource.read(source);
                CompiledAmi compiled = CompiledAmi.compile(read)) {
            return compiled.rootfs().isEmpty();
        } catch (RootfsTooLargeException e) {
            return false;
        }
    }

    private long most(Fits fits) throws IOException, InterruptedException {
        int low = 0;
        int high = files.size();
        if (fits.in(source(high))) {
            throw new IllegalStateException(mix + " must be too large as a whole, but fits");
        }
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (fits.in(source(middle))) {
                low = middle;
            } else {
                high = middle;
            }
        }
        long bytes = 0;
        for (Path file : files.subList(0, low)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /** A source of the first files. */
    private Path source(int count) throws IOException {
        Path source = Files.createTempDirectory(mix.getParent(), "first-" + count + "-");
        for (Path file : files.subList(0, count)) {
            Path copy = source.resolve("fs").resolve(mix.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
        return source;
    }
}
