package io.amibuilder.aws;

import io.amibuilder.wait.Look;
import io.amibuilder.wait.Time;
import io.amibuilder.wait.Waiter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** Takes events from a queue, one receive after the other, and passes on that there were some. */
final class Ec2EventReceiver {
    /** SQS API reference, "ReceiveMessage": the longest poll, and the most messages. */
    private static final int LONG_POLL_SECONDS = 20;

    private static final int MAX_MESSAGES = 10;
    /**
     * Passed on at most this often: in an account in which machines come and go all the time, builds would look for each
     * of them.
     */
    private static final Duration QUIET = Duration.ofSeconds(1);
    /** While the queue cannot be read, the builds look for themselves; there is no hurry. */
    private static final Waiter BACK_OFF = Waiter.growing(Duration.ofSeconds(1), Duration.ofMinutes(5));

    private static final Logger LOG = LoggerFactory.getLogger(Ec2EventReceiver.class);

    private final SqsClient sqs;
    private final String queueUrl;
    private final Time time;
    private final Runnable onEvents;
    private boolean due;
    private Instant quietUntil = Instant.MIN;
    private int failures;
    private volatile boolean closed;

    Ec2EventReceiver(SqsClient sqs, String queueUrl, Time time, Runnable onEvents) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.time = time;
        this.onEvents = onEvents;
    }

    /** Receives until it is closed, or its thread interrupted. */
    void run() throws InterruptedException {
        while (!closed) {
            receive();
        }
    }

    void close() {
        closed = true;
    }

    /** One receive, however it ends; after a failure it pauses. */
    void receive() throws InterruptedException {
        try {
            int seconds = due ? (int) QUIET.toSeconds() : LONG_POLL_SECONDS;
            List<Message> messages = sqs.receiveMessage(r -> r.queueUrl(queueUrl)
                            .maxNumberOfMessages(MAX_MESSAGES)
                            .waitTimeSeconds(seconds))
                    .messages();
            if (closed) {
                return; // they come again, to whoever listens next
            }
            due |= messages.stream().anyMatch(message -> Ec2StateEvent.mayEndAWait(message.body()));
            passOn();
            delete(messages);
            failures = 0;
        } catch (SdkException e) {
            failed(e);
        }
    }

    private void passOn() {
        Instant now = time.now();
        if (due && !now.isBefore(quietUntil)) {
            due = false;
            quietUntil = now.plus(QUIET);
            onEvents.run();
        }
    }

    /** Also what is no such event: it would come back for ever. What is not deleted only comes again. */
    private void delete(List<Message> messages) {
        if (!messages.isEmpty()) {
            List<DeleteMessageBatchRequestEntry> entries = IntStream.range(0, messages.size())
                    .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                            .id(String.valueOf(i))
                            .receiptHandle(messages.get(i).receiptHandle())
                            .build())
                    .toList();
            sqs.deleteMessageBatch(r -> r.queueUrl(queueUrl).entries(entries));
        }
    }

    private void failed(SdkException e) throws InterruptedException {
        if (closed) {
            return;
        }
        failures++;
        Duration pause = BACK_OFF.pauseAfter(new Look(failures, Duration.ZERO));
        if (failures == 1) {
            LOG.warn("The event queue {} cannot be read; builds look for themselves meanwhile", queueUrl, e);
        } else {
            LOG.debug("The event queue {} cannot be read for the {}th time", queueUrl, failures, e);
        }
        time.pause(pause);
    }
}
