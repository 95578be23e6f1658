package io.amibuilder.aws;

import io.amibuilder.cloud.AmiTags;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;

/** Finds the one image that a base image means. */
final class BaseImages {
    private static final String OPERATION = "DescribeImages";
    private static final String AVAILABLE = "available";
    private static final String NAME_TAG = "tag:" + AmiTags.NAME;
    /** EC2 writes dates in one form, whose order is that of its text. */
    private static final Comparator<Image> NEWEST = Comparator.comparing(
                    (Image image) -> Optional.ofNullable(image.creationDate()).orElse(""))
            .thenComparing(Image::imageId);

    private static final String VERSION_TAG = "tag:" + AmiTags.VERSION;

    private final ImageSearch search;
    private final SsmParameters parameters;
    private final String region;

    BaseImages(ImageSearch search, SsmParameters parameters, String region) {
        this.search = search;
        this.parameters = parameters;
        this.region = region;
    }

    Image resolve(BaseImage wanted) {
        if (wanted instanceof BaseImage.ById byId) {
            return byId(byId.id().value());
        }
        if (wanted instanceof BaseImage.BySsmParameter parameter) {
            return byParameter(parameter.name());
        }
        if (wanted instanceof BaseImage.ByName byName) {
            String name = byName.name();
            return byName(name).orElseThrow(() -> missing("named '" + name + "'"));
        }
        if (wanted instanceof BaseImage.ByNameTag byTag) {
            String name = byTag.name();
            return byNameTag(name).orElseThrow(() -> missing("with the tag Name='" + name + "'"));
        }
        if (wanted instanceof BaseImage.ByNameTagAndVersion byTags) {
            String tags = "with the tags Name='" + byTags.name() + "' and Version='" + byTags.version() + "'";
            return byNameTagAndVersion(byTags.name(), byTags.version()).orElseThrow(() -> missing(tags));
        }
        if (wanted instanceof BaseImage.ByPattern pattern) {
            return byPattern(pattern);
        }
        if (wanted instanceof BaseImage.ByText byText) {
            return byText(byText.text());
        }
        throw new CloudException(
                Kind.FINAL,
                OPERATION,
                "",
                "the base image must be one that AWS has, but was " + wanted + "; files are for LocalCloud",
                null);
    }

    private Image byId(String id) {
        return available(id, "image " + id);
    }

    private Image byParameter(String name) {
        String id;
        try {
            id = parameters.imageId(name);
        } catch (CloudException e) {
            throw e.kind() == Kind.NOT_FOUND
                    ? new CloudException(
                            Kind.NOT_FOUND,
                            e.operation(),
                            e.code(),
                            "there is no parameter '" + name + "' in " + region + " that this account can read",
                            e)
                    : e;
        }
        return available(id, "image " + id + ", which parameter '" + name + "' names,");
    }

    private Image byPattern(BaseImage.ByPattern pattern) {
        Filter named = Filter.builder().name("name").values(pattern.name()).build();
        return search.of(pattern.owner(), List.of(named, available())).stream()
                .filter(image -> AVAILABLE.equals(image.stateAsString()))
                .max(NEWEST)
                .orElseThrow(() -> notFound("owner '" + pattern.owner()
                        + "' has no available image whose name matches '" + pattern.name() + "' in " + region));
    }

    private Image available(String id, String what) {
        Image image = visible(id).orElseThrow(() -> notFound(what + " is not visible to this account in " + region));
        if (!AVAILABLE.equals(image.stateAsString())) {
            throw notFound(what + " must be available, but is '" + image.stateAsString() + "' in " + region);
        }
        return image;
    }

    private Optional<Image> visible(String id) {
        try {
            return search.byId(id);
        } catch (CloudException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The first that exists: an image of this name, of this Name tag, of this Name tag and version joined by a dash. */
    private Image byText(String text) {
        return byName(text)
                .or(() -> byNameTag(text))
                .or(() -> byNameTagDashVersion(text))
                .orElseThrow(() -> missing("with the name '" + text + "', the tag Name='" + text
                        + "', or tags Name and Version that make '" + text + "' when joined by '-'"));
    }

    private Optional<Image> byName(String name) {
        return newest(search.own(List.of(Ec2Filters.exactly("name", name), available())).stream()
                .filter(image -> name.equals(image.name()))
                .toList());
    }

    private Optional<Image> byNameTag(String name) {
        return newest(search.own(List.of(Ec2Filters.exactly(NAME_TAG, name), available())).stream()
                .filter(image -> name.equals(ImageAge.tag(image, AmiTags.NAME)))
                .toList());
    }

    private Optional<Image> byNameTagAndVersion(String name, String version) {
        return byNameTagsAndVersions(Set.of(name), Set.of(version), name + "-" + version);
    }

    /** Either half may hold dashes itself, so every dash may be the one: the longest name that exists wins. */
    private Optional<Image> byNameTagDashVersion(String text) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> versions = new LinkedHashSet<>();
        for (int dash = text.indexOf('-'); dash >= 0; dash = text.indexOf('-', dash + 1)) {
            if (dash > 0 && dash < text.length() - 1) {
                names.add(text.substring(0, dash));
                versions.add(text.substring(dash + 1));
            }
        }
        return names.isEmpty() ? Optional.empty() : byNameTagsAndVersions(names, versions, text);
    }

    private Optional<Image> byNameTagsAndVersions(Set<String> names, Set<String> versions, String joined) {
        List<Image> all = new ArrayList<>(search.own(
                List.of(Ec2Filters.exactly(NAME_TAG, names), Ec2Filters.exactly(VERSION_TAG, versions), available())));
        all.removeIf(image ->
                !joined.equals(ImageAge.tag(image, AmiTags.NAME) + "-" + ImageAge.tag(image, AmiTags.VERSION)));
        int longest = all.stream()
                .mapToInt(image -> ImageAge.tag(image, AmiTags.NAME).length())
                .max()
                .orElse(0);
        all.removeIf(image -> ImageAge.tag(image, AmiTags.NAME).length() < longest);
        return newest(all);
    }

    private static Optional<Image> newest(List<Image> images) {
        return images.stream()
                .filter(image -> AVAILABLE.equals(image.stateAsString()))
                .max(ImageAge.ORDER);
    }

    private static Filter available() {
        return Ec2Filters.exactly("state", AVAILABLE);
    }

    private CloudException missing(String what) {
        return notFound("this account has no available image " + what + " in " + region);
    }

    private static CloudException notFound(String message) {
        return new CloudException(Kind.NOT_FOUND, OPERATION, "", message, null);
    }
}
