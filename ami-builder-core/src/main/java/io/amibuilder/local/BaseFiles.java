package io.amibuilder.local;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.BaseImageInfo;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import io.amibuilder.cloud.ImageId;
import io.amibuilder.cloud.ImageState;
import io.amibuilder.cloud.ImageStatus;
import io.amibuilder.cloud.VersionOrder;
import io.amibuilder.rootfs.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds the one image that a base image means: one that was made here, or a file. */
final class BaseFiles {
    private static final String OPERATION = "DescribeImages";
    private static final int ID_CHARACTERS = 17;
    private static final List<String> FORMATS = List.of("qcow2", "raw");
    private static final int BOOT_SECTOR_BYTES = 512;
    private static final Comparator<ImageStatus> NEWEST = Comparator.comparing(
                    (ImageStatus image) -> tag(image, AmiTags.VERSION), VersionOrder.INSTANCE)
            .thenComparing(image -> tag(image, AmiTags.BUILD), VersionOrder.INSTANCE)
            .thenComparing(ImageStatus::createdAt);

    private final LocalImages images;
    private final Optional<Path> standIn;

    BaseFiles(LocalImages images, Optional<Path> standIn) {
        this.images = images;
        this.standIn = standIn;
    }

    BaseImageInfo resolve(BaseImage wanted) {
        if (wanted instanceof BaseImage.ByFile byFile) {
            return file(byFile.file());
        }
        Optional<ImageStatus> made = made(wanted);
        if (made.isPresent()) {
            return new BaseImageInfo(made.get().id(), made.get().name(), LocalImages.ARCHITECTURE);
        }
        if (wanted instanceof BaseImage.BySsmParameter
                || wanted instanceof BaseImage.ByPattern
                || wanted instanceof BaseImage.ByText) {
            return file(standIn.orElseThrow(() -> missing(wanted + " is not here; give the file that stands in for"
                    + " images that only AWS has with LocalCloud.builder(...).standInImage(file)")));
        }
        throw missing(wanted + " is not among the images that were made here");
    }

    private Optional<ImageStatus> made(BaseImage wanted) {
        if (wanted instanceof BaseImage.ById byId) {
            return images.byId(byId.id()).filter(BaseFiles::isAvailable);
        }
        if (wanted instanceof BaseImage.ByName byName) {
            return images.named(byName.name()).filter(BaseFiles::isAvailable);
        }
        if (wanted instanceof BaseImage.ByNameTag byTag) {
            return newest(Map.of(AmiTags.NAME, byTag.name()));
        }
        if (wanted instanceof BaseImage.ByNameTagAndVersion byTags) {
            return newest(Map.of(AmiTags.NAME, byTags.name(), AmiTags.VERSION, byTags.version()));
        }
        if (wanted instanceof BaseImage.ByPattern byPattern) {
            Pattern name = Pattern.compile(
                    Pattern.quote(byPattern.name()).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
            return byPattern.owner().equals("self")
                    ? newest(image -> name.matcher(image.name()).matches())
                    : Optional.empty();
        }
        if (wanted instanceof BaseImage.ByText byText) {
            String text = byText.text();
            return images.named(text)
                    .filter(BaseFiles::isAvailable)
                    .or(() -> newest(Map.of(AmiTags.NAME, text)))
                    .or(() -> newest(image -> text.equals(
                            image.tags().get(AmiTags.NAME) + "-" + image.tags().get(AmiTags.VERSION))));
        }
        return Optional.empty();
    }

    private Optional<ImageStatus> newest(Map<String, String> tags) {
        return newest(image -> image.tags().entrySet().containsAll(tags.entrySet()));
    }

    private Optional<ImageStatus> newest(Predicate<ImageDescription> wanted) {
        return images.filtered(wanted).stream().filter(BaseFiles::isAvailable).max(NEWEST);
    }

    /** The file, under an id that another file, or another state of it, does not have. */
    private BaseImageInfo file(Path given) {
        Path file = given.toAbsolutePath().normalize();
        return StateDirectory.request(OPERATION, () -> {
            requireDisk(file);
            String identity = file + "\n" + Files.size(file) + "\n" + Files.getLastModifiedTime(file);
            ImageId id = new ImageId("ami-" + Sha256.of(identity).hex().substring(0, ID_CHARACTERS));
            images.note(id, file);
            return new BaseImageInfo(id, String.valueOf(file.getFileName()), LocalImages.ARCHITECTURE);
        });
    }

    private void requireDisk(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw missing("the base image " + file + " must be a file, but "
                    + (Files.exists(file) ? "is not one" : "does not exist"));
        }
        String format = images.format(file);
        if (!FORMATS.contains(format)) {
            throw notADisk(file, "is '" + format + "'; convert it with: qemu-img convert -O qcow2");
        }
        if (format.equals("raw") && !hasBootSector(file)) {
            throw notADisk(file, "does not begin with a boot sector");
        }
    }

    /** Anything is a raw disk to QEMU; one that boots ends its first sector so. */
    private static boolean hasBootSector(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] sector = in.readNBytes(BOOT_SECTOR_BYTES);
            return sector.length == BOOT_SECTOR_BYTES
                    && sector[BOOT_SECTOR_BYTES - 2] == 0x55
                    && sector[BOOT_SECTOR_BYTES - 1] == (byte) 0xaa;
        }
    }

    private static CloudException notADisk(Path file, String problem) {
        return new CloudException(
                Kind.FINAL,
                OPERATION,
                "",
                "the base image " + file + " must be a bootable disk in the format qcow2 or raw, but " + problem,
                null);
    }

    private static boolean isAvailable(ImageStatus image) {
        return image.state() == ImageState.AVAILABLE;
    }

    private static String tag(ImageStatus image, String name) {
        return image.tags().getOrDefault(name, "");
    }

    private static CloudException missing(String message) {
        return new CloudException(Kind.NOT_FOUND, OPERATION, "InvalidAMIID.NotFound", message, null);
    }
}
