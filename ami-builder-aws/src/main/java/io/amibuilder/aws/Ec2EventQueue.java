package io.amibuilder.aws;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to an SQS queue that EventBridge fills with the states of instances and images, so that builds need not look
 * all the time. Events are lost, come late and come twice: they only say that a look is worth while, and the builds go on
 * looking by themselves, more rarely.
 *
 * <p>It has one daemon thread of its own, from {@link Ec2EventQueueBuilder#listen} to {@link #close()}. Each message that
 * it takes is deleted, whatever it says. Two processes on one queue would take each other's events: give each its own
 * queue. While the queue cannot be read (missing, not allowed, throttled), it tries again, more and more rarely, and says
 * so once in its log. Safe for use by several threads.
 *
 * <p>Needs the artifact {@code software.amazon.awssdk:sqs}, which this library does not bring.
 */
public final class Ec2EventQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ec2EventQueue.class);

    private final Ec2EventReceiver receiver;
    private final Runnable afterwards;
    private final Thread thread = new Thread(this::listen, "ami-builder-ec2-events");

    private Ec2EventQueue(Ec2EventReceiver receiver, Runnable afterwards) {
        this.receiver = receiver;
        this.afterwards = afterwards;
    }

    static Ec2EventQueue start(Ec2EventReceiver receiver, Runnable afterwards) {
        Ec2EventQueue queue = new Ec2EventQueue(receiver, afterwards);
        queue.thread.setDaemon(true);
        queue.thread.start();
        return queue;
    }

    /**
     * Starts to describe a listener.
     *
     * @param queueUrl as in {@code https://sqs.eu-west-1.amazonaws.com/111122223333/bakes}
     * @return a builder
     */
    public static Ec2EventQueueBuilder builder(String queueUrl) {
        return new Ec2EventQueueBuilder(queueUrl);
    }

    private void listen() {
        try {
            receiver.run();
        } catch (InterruptedException e) {
            LOG.debug("Listening ended", e); // by close(), which alone knows the thread
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("Listening ended by a fault; builds go on looking for themselves", e);
        } finally {
            afterwards.run();
        }
    }

    /**
     * Ends the listening. Does not wait: the thread ends at the latest when its present receive returns, within 20
     * seconds, and passes nothing on any more.
     */
    @Override
    public void close() {
        receiver.close();
        thread.interrupt();
    }

    /** For tests: waits until the thread has ended. */
    void join() throws InterruptedException {
        thread.join();
    }

    @Override
    public String toString() {
        return "event queue read by " + thread.getName();
    }
}
