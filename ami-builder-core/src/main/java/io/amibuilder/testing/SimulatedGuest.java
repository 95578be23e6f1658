package io.amibuilder.testing;

import io.amibuilder.guest.GuestWord;
import io.amibuilder.rootfs.Sha256;
import io.amibuilder.userdata.ReceivedPart;
import io.amibuilder.userdata.Userdata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an instance makes of its user-data: it decompresses and reads it, goes through the parts in order, fetches the
 * rootfs and checks its digest, and answers with the nonce it was told. It runs no command of the user's.
 */
final class SimulatedGuest {
    private static final Pattern NONCE = Pattern.compile("^N=([0-9a-f]{16})$", Pattern.MULTILINE);
    /** The supervisor, the driver, what has the driver run before a part, and what brings the rootfs. */
    private static final Pattern OURS = Pattern.compile("a|00-ami-builder|b\\d+|s\\d{3}_51_rootfs");

    /** As docs/guest-protocol.md has it. */
    private static final Pattern SAID = Pattern.compile("sh /run/ami-builder/step '([^'\n]*)'");

    private static final Pattern SCRIPT_ORDER = Pattern.compile("^s\\d{3}_");
    private static final Pattern ADDRESS = Pattern.compile("'((?:s3|https?|file)://[^']+)'");
    private static final Pattern DIGEST = Pattern.compile("\"([0-9a-f]{64})  \\$f\"");

    private static final String POWER_DOWN = "[   42.00] reboot: Power down";
    private static final String INSTALL = "/var/local/install.sh";

    private static final Pattern REPORT_LINK = Pattern.compile("'(https?://[^']+/reports/[^']+)'");

    private final Optional<InMemoryArtifactStore> network;
    private final GuestFate fate;
    private final Duration stepTakes;

    SimulatedGuest(Optional<InMemoryArtifactStore> network, GuestFate fate, Duration stepTakes) {
        this.stepTakes = stepTakes;
        this.network = network;
        this.fate = fate;
    }

    GuestRun run(Userdata userdata) {
        List<ReceivedPart> received = userdata.parts();
        Optional<String> nonce = supervisorNonce(received);
        if (fate instanceof GuestFate.Hangs || nonce.isEmpty()) {
            return new GuestRun(List.of(), Duration.ZERO, false); // nothing in it would ever power the instance off
        }
        if (fate instanceof GuestFate.Silent) {
            return new GuestRun(List.of(new GuestRun.Said(stepTakes, POWER_DOWN)), stepTakes, true);
        }
        GuestRun run = run(words(received), nonce.get());
        Matcher report = REPORT_LINK.matcher(received.get(0).text());
        if (report.find()) {
            network.ifPresent(store -> store.upload(report.group(1), run.console()));
        }
        return run;
    }

    private GuestRun run(List<GuestWord> words, String nonce) {
        List<GuestRun.Said> said = new ArrayList<>();
        int last = words.size() - 1;
        for (int i = 0; i < last; i++) {
            Duration after = stepTakes.multipliedBy(i);
            said.add(new GuestRun.Said(
                    after, "[    9.87] cloud-init[321]: " + words.get(i).marker(nonce)));
        }
        Duration end = stepTakes.multipliedBy(last);
        logTail(words.get(last)).forEach(line -> said.add(new GuestRun.Said(end, "ami-builder| " + line)));
        said.addAll(
                Collections.nCopies(3, new GuestRun.Said(end, words.get(last).marker(nonce))));
        Duration off = stepTakes.multipliedBy(words.size());
        said.add(new GuestRun.Said(off, POWER_DOWN));
        return new GuestRun(said, off, true);
    }

    private List<String> logTail(GuestWord last) {
        if (fate instanceof GuestFate.Fails fails) {
            return fails.logTail();
        }
        return last instanceof GuestWord.Failed failed && failed.step().equals("fetch") && network.isEmpty()
                ? List.of("this cloud has no store to fetch from: give its builder the build's, store(...)")
                : List.of();
    }

    private List<GuestWord> words(List<ReceivedPart> parts) {
        List<GuestWord> words = new ArrayList<>(List.of(new GuestWord.Started()));
        for (ReceivedPart part : parts) {
            List<String> steps = steps(part);
            for (String step : steps) {
                words.add(new GuestWord.Step(step));
                Optional<GuestWord.Failed> failed = outcome(step, part.text());
                if (failed.isPresent()) {
                    words.add(failed.get());
                    return words;
                }
            }
        }
        if (fate instanceof GuestFate.Fails fails) {
            throw new IllegalArgumentException("guestFails needs a step of the user-data, which are " + steps(words)
                    + ", but was given '" + fails.step() + "'");
        }
        words.add(new GuestWord.Succeeded());
        return words;
    }

    private static List<String> steps(List<GuestWord> words) {
        return words.stream()
                .filter(GuestWord.Step.class::isInstance)
                .map(word -> ((GuestWord.Step) word).name())
                .toList();
    }

    /** A user's part is a step by its name, and says others; of ours only the one that brings the rootfs says steps. */
    private static List<String> steps(ReceivedPart part) {
        if (OURS.matcher(part.fileName()).matches() && part.text().contains("ami-builder")) {
            return part.text().contains(INSTALL) ? installSteps(part.text()) : List.of();
        }
        return Stream.concat(
                        Stream.of(name(part)),
                        SAID.matcher(part.text()).results().map(said -> said.group(1)))
                .toList();
    }

    private static List<String> installSteps(String script) {
        return script.lines()
                .filter(line -> line.matches("step [a-z][a-z.]*"))
                .map(line -> line.substring("step ".length()))
                .toList();
    }

    private Optional<GuestWord.Failed> outcome(String step, String script) {
        if (fate instanceof GuestFate.Fails fails && fails.step().equals(step)) {
            return Optional.of(new GuestWord.Failed(step, fails.exitStatus()));
        }
        if (step.equals("fetch")) {
            return fetched(script).isPresent() ? Optional.empty() : Optional.of(new GuestWord.Failed(step, 1));
        }
        boolean wrong = step.equals("checksum")
                && fetched(script)
                        .filter(bytes -> digest(script).equals(Sha256.of(bytes).hex()))
                        .isEmpty();
        return wrong ? Optional.of(new GuestWord.Failed(step, 1)) : Optional.empty();
    }

    private Optional<byte[]> fetched(String script) {
        Matcher address = ADDRESS.matcher(script);
        return address.find() ? network.flatMap(store -> store.fetch(address.group(1))) : Optional.empty();
    }

    private static String digest(String script) {
        Matcher digest = DIGEST.matcher(script);
        return digest.find() ? digest.group(1) : "";
    }

    private static Optional<String> supervisorNonce(List<ReceivedPart> parts) {
        return parts.stream()
                .findFirst()
                .filter(part -> part.contentType().equals("text/cloud-boothook"))
                .map(part -> NONCE.matcher(part.text()))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1));
    }

    private static String name(ReceivedPart part) {
        return SCRIPT_ORDER.matcher(part.fileName()).replaceFirst("");
    }
}
