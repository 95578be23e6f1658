import io.amibuilder.rootfs.Compression;
import io.amibuilder.rootfs.FileTree;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsPackager;
import java.nio.file.Path;

/** Packs a directory and prints the size of the tarball, which lies in the temporary directory meanwhile. */
class Packing {
    public static void main(String[] args) {
        try (Rootfs rootfs = RootfsPackager.pack(FileTree.read(Path.of(args[1])), Compression.valueOf(args[0]))) {
            System.out.println(rootfs.sizeBytes());
        }
    }
}
