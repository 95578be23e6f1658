package io.amibuilder.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Tags between maps and EC2's lists. */
final class Ec2Tags {
    private Ec2Tags() {}

    static Map<String, String> map(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, tag -> tag.value() == null ? "" : tag.value()));
    }

    /** Sorted, so that the same request always has the same bytes. EC2 refuses a specification without tags. */
    static List<TagSpecification> specifications(
            ResourceType first, Map<String, String> firstTags, ResourceType second, Map<String, String> secondTags) {
        List<TagSpecification> specifications = new ArrayList<>();
        add(specifications, first, firstTags);
        add(specifications, second, secondTags);
        return specifications;
    }

    /** The same for any number of types, in the order of the map. */
    static List<TagSpecification> specifications(Map<ResourceType, Map<String, String>> tags) {
        List<TagSpecification> specifications = new ArrayList<>();
        tags.forEach((type, given) -> add(specifications, type, given));
        return specifications;
    }

    private static void add(List<TagSpecification> specifications, ResourceType type, Map<String, String> tags) {
        if (!tags.isEmpty()) {
            List<Tag> sorted = new TreeMap<>(tags)
                    .entrySet().stream()
                            .map(tag -> Tag.builder()
                                    .key(tag.getKey())
                                    .value(tag.getValue())
                                    .build())
                            .toList();
            specifications.add(
                    TagSpecification.builder().resourceType(type).tags(sorted).build());
        }
    }
}
