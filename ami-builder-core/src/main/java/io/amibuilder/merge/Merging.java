package io.amibuilder.merge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of cloud-init's cloud-config handler (handlers/cloud_config.py) while it goes through the parts. */
final class Merging {
    /** Begins the reason for a part that cloud-init ignores without a warning. */
    static final String IGNORED = "ignored without a warning: ";

    private @Nullable Object config = new PyDict();
    private final List<LeftOutPart> dropped = new ArrayList<>();
    private final List<LeftOutPart> notJudged = new ArrayList<>();

    private Merging() {}

    static Merging of(List<ConfigPart> parts) {
        Merging merging = new Merging();
        try {
            merging.handleAll(merging.exploded(parts));
            return merging;
        } catch (AllLostException e) {
            Merging nothing = new Merging();
            parts.forEach(part ->
                    nothing.dropped.add(new LeftOutPart(part.name(), "all user-data is lost: " + e.getMessage())));
            return nothing;
        }
    }

    Object config() {
        return current();
    }

    List<LeftOutPart> dropped() {
        return dropped;
    }

    List<LeftOutPart> notJudged() {
        return notJudged;
    }

    /** Archives are taken apart before anything is handled. */
    private List<Part> exploded(List<ConfigPart> parts) {
        List<Part> all = new ArrayList<>();
        for (ConfigPart configPart : parts) {
            Part part = Part.of(configPart);
            if (!part.type().equals(PartTypes.ARCHIVE)) {
                all.add(part);
                continue;
            }
            attempt(part, () -> {
                for (Part inner : Archive.parts(part)) {
                    boolean unhandled =
                            PartTypes.isInclude(inner.type()) || inner.type().equals(PartTypes.ARCHIVE);
                    if (unhandled) {
                        dropped.add(new LeftOutPart(inner.name(), inner.type() + " inside an archive is not handled"));
                    } else {
                        all.add(inner);
                    }
                }
            });
        }
        return all;
    }

    private void handleAll(List<Part> parts) {
        parts.forEach(part -> attempt(part, () -> handle(part)));
    }

    private void attempt(Part part, Runnable action) {
        try {
            action.run();
        } catch (PartDroppedException e) {
            dropped.add(new LeftOutPart(part.name(), e.reason()));
        } catch (NotJudgedException e) {
            notJudged.add(new LeftOutPart(part.name(), e.reason()));
        }
    }

    private void handle(Part part) {
        if (part.type().equals(PartTypes.CLOUD_CONFIG)) {
            mergeYaml(part);
            return;
        }
        LaunchIndex.check(part.launchIndex(), null);
        if (part.type().equals(PartTypes.JSON_PATCH)) {
            patch(part);
        } else {
            OtherParts.handle(part);
        }
    }

    private void mergeYaml(Part part) {
        LaunchIndex.check(part.launchIndex(), null);
        Object loaded = PyYaml.load(part.text());
        if (!(loaded instanceof PyDict payload)) {
            throw new PartDroppedException("empty cloud config");
        }
        LaunchIndex.check(part.launchIndex(), payload.get("launch-index"));
        List<MergerChoice> choices = new ArrayList<>(MergerSyntax.takeFrom(payload));
        choices.addAll(MergerSyntax.ofString(part.mergeType().orElse("")));
        Merger merger = new Merger(choices.isEmpty() ? MergerSyntax.ofString(MergerSyntax.DEFAULT) : choices);
        config = merger.merge(current(), payload);
        if (!merger.mergesDicts()) {
            throw new PartDroppedException(IGNORED + "its mergers are not for dictionaries, which it is");
        }
    }

    private void patch(Part part) {
        String text = PyText.stripStart(part.text());
        String mark = "#cloud-config-jsonp"; // in another case it is left in and makes the JSON invalid
        Object patch = PyJson.load(text.startsWith(mark) ? text.substring(mark.length()) : text);
        config = JsonPatch.apply(current(), patch);
    }

    /** A patch may have left nothing at all. */
    private Object current() {
        return config == null ? new PyDict() : config;
    }
}
