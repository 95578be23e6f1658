package io.amibuilder.engine;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudProvider;
import io.amibuilder.cloud.ConsoleOutput;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.guest.GuestReport;
import io.amibuilder.wait.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which steps a working instance has begun. Nothing depends on it: what it reads decides nothing, the last word
 * least of all, and what goes wrong here is no problem of the build.
 */
final class ProgressReader {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressReader.class);

    private final BakeRequest request;
    private final CloudProvider provider;
    private final Time time;
    private final Announcer announcer;

    ProgressReader(BakeRequest request, CloudProvider provider, Time time, Announcer announcer) {
        this.request = request;
        this.provider = provider;
        this.time = time;
        this.announcer = announcer;
    }

    /** Reads the console of an instance that works, when it is time to. */
    void read(Notebook notes) {
        InstanceStatus instance = notes.instance;
        Duration every = request.progressEvery();
        if (instance == null || instance.state() != InstanceState.RUNNING) {
            return;
        }
        if (every.isZero() || request.userdata().nonce().isEmpty()) {
            return;
        }
        Instant now = time.now();
        if (notes.nextPeek == null) {
            notes.nextPeek = now.plus(every); // it has only just begun to boot
        }
        if (now.isBefore(notes.nextPeek)) {
            return;
        }
        try {
            Optional<ConsoleOutput> console = provider.peekConsole(instance.id());
            if (console.isPresent()) { // else at the next look
                notes.nextPeek = now.plus(every);
                String nonce = request.userdata().nonce().get();
                announcer.tellSteps(
                        GuestReport.read(console.get().text(), nonce).steps(), instance.id(), notes);
            }
        } catch (RuntimeException e) {
            boolean forGood = e instanceof CloudException problem && problem.kind() == CloudException.Kind.FINAL;
            notes.nextPeek = forGood ? Instant.MAX : now.plus(every);
            LOG.debug("the progress of build {} could not be read", request.buildId(), e);
        }
    }
}
