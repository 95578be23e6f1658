package io.amibuilder.examples;

import io.amibuilder.aws.AwsSettingsException;
import io.amibuilder.error.AmiBuilderException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What the programs have in common: exit statuses, and failures told as messages. */
final class Program {
    /** What was asked for exists. */
    static final int DONE = 0;
    /** It does not, and the message says why. */
    static final int FAILED = 1;
    /** Nothing was begun: the arguments or settings are wrong. */
    static final int MISUSED = 2;

    private Program() {}

    /** Answers a call for help with the usage, and runs everything else to an exit status. */
    static int run(List<String> args, String usage, PrintStream out, PrintStream err, Runnable body) {
        if (args.contains("-h") || args.contains("--help")) {
            out.print(usage);
            return DONE;
        }
        return run(err, body);
    }

    /** Runs to an exit status. A failure that has a message for people is told without a stack trace. */
    private static int run(PrintStream err, Runnable body) {
        try {
            body.run();
            return DONE;
        } catch (UsageException | AwsSettingsException e) {
            err.println(e.getMessage());
            return MISUSED;
        } catch (AmiBuilderException e) {
            err.println("failed: " + e.getMessage());
            if (e.getCause() != null) {
                err.println("because of " + e.getCause());
            }
            Stream.of(e.getSuppressed())
                    .map(Throwable::getMessage)
                    .distinct()
                    .filter(message -> !Objects.equals(message, e.getMessage()))
                    .forEach(message -> err.println("and then: " + message));
            return FAILED;
        } catch (UncheckedIOException e) {
            err.println("failed: " + e.getMessage() + ": " + e.getCause());
            return FAILED;
        } catch (RuntimeException e) {
            err.println("failed in a way that nobody foresaw; please report this:");
            e.printStackTrace(err);
            return FAILED;
        }
    }
}
