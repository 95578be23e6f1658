package io.amibuilder.testing;

import io.amibuilder.guest.GuestWord;
import io.amibuilder.rootfs.Sha256;
import io.amibuilder.userdata.ReceivedPart;
import io.amibuilder.userdata.Userdata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an instance makes of its user-data: it decompresses and reads it, goes through the parts in order, fetches the
 * rootfs and checks its digest, and answers with the nonce it was told. It runs no command of the user's.
 */
final class SimulatedGuest {
    private static final Duration STEP_TAKES = Duration.ofSeconds(5);
    private static final Pattern NONCE = Pattern.compile("^N=([0-9a-f]{16})$", Pattern.MULTILINE);
    private static final Pattern SCRIPT_ORDER = Pattern.compile("^s\\d{3}_");
    private static final Pattern ADDRESS = Pattern.compile("'((?:s3|https?|file)://[^']+)'");
    private static final Pattern DIGEST = Pattern.compile("\"([0-9a-f]{64})  \\$f\"");

    private static final String INSTALL = "/var/local/install.sh";

    private static final Pattern REPORT_LINK = Pattern.compile("'(https?://[^']+/reports/[^']+)'");

    private final Optional<InMemoryArtifactStore> network;
    private final GuestFate fate;

    SimulatedGuest(Optional<InMemoryArtifactStore> network, GuestFate fate) {
        this.network = network;
        this.fate = fate;
    }

    GuestRun run(Userdata userdata) {
        List<ReceivedPart> received = userdata.parts();
        Optional<String> nonce = supervisorNonce(received);
        if (fate instanceof GuestFate.Hangs || nonce.isEmpty()) {
            return new GuestRun("", Duration.ZERO, false); // nothing in it would ever power the instance off
        }
        if (fate instanceof GuestFate.Silent) {
            return new GuestRun("[   42.00] reboot: Power down", STEP_TAKES, true);
        }
        List<String> console = new ArrayList<>();
        List<GuestWord> words = words(received);
        if (fate instanceof GuestFate.Fails fails) {
            fails.logTail().forEach(line -> console.add("ami-builder| " + line));
        }
        GuestWord last = words.get(words.size() - 1);
        words.forEach(word -> console.add("[    9.87] cloud-init[321]: " + word.marker(nonce.get())));
        console.add(last.marker(nonce.get()));
        console.add(last.marker(nonce.get()));
        console.add("[   42.00] reboot: Power down");
        Matcher report = REPORT_LINK.matcher(received.get(0).text());
        if (report.find()) {
            network.ifPresent(store -> store.upload(report.group(1), String.join("\n", console)));
        }
        return new GuestRun(String.join("\r\n", console), STEP_TAKES.multipliedBy(words.size()), true);
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
        words.add(new GuestWord.Succeeded());
        return words;
    }

    /** A user's part is a step by its name; of ours only the one that brings the rootfs announces steps. */
    private static List<String> steps(ReceivedPart part) {
        if (!part.text().contains("/run/ami-builder")) {
            return List.of(name(part));
        }
        return part.text().contains(INSTALL) ? installSteps(part.text()) : List.of();
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
