package io.amibuilder.examples.guide;

import io.amibuilder.AmiBuild;
import io.amibuilder.error.AmiBuilderException;
import io.amibuilder.guest.GuestFailedException;
import io.amibuilder.wait.WaitTimedOutException;
import java.io.PrintStream;

/** docs/errors.md. */
final class ErrorsGuide {
    private ErrorsGuide() {}

    static void run(AmiBuild build, PrintStream err) {
        // begins
        try {
            build.run();
        } catch (GuestFailedException e) {
            err.println("step " + e.step() + " ended with status " + e.exitStatus());
            e.logTail().forEach(err::println);
        } catch (WaitTimedOutException e) {
            err.println("waited " + e.elapsed() + " for " + e.what() + ", which was '" + e.lastState() + "' at last");
        } catch (AmiBuilderException e) {
            err.println(e.getMessage());
            err.println(e.cleanUp());
        }
        // ends
    }
}
