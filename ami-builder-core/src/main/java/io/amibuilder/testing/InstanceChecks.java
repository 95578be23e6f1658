package io.amibuilder.testing;

import static io.amibuilder.testing.CloudProviderContract.Promise.that;
import static io.amibuilder.testing.ContractRun.require;

import io.amibuilder.cloud.InstanceId;
import io.amibuilder.cloud.InstanceState;
import io.amibuilder.cloud.InstanceStatus;
import io.amibuilder.guest.GuestReport;
import io.amibuilder.guest.GuestWord;
import io.amibuilder.testing.CloudProviderContract.Promise;
import java.util.List;

/** What the end of an instance promises. */
final class InstanceChecks {
    private InstanceChecks() {}

    static List<Promise> promises() {
        return List.of(
                that("terminating twice is fine", InstanceChecks::terminateTwice),
                that("a terminated instance is still listed as gone", InstanceChecks::listedAsGone),
                that("stopping what is stopped or gone is fine", InstanceChecks::stopTwice),
                that("an instance that was stopped did not stop itself", InstanceChecks::stopped),
                that("an instance that powered itself off stopped itself", InstanceChecks::poweredOff),
                that("the console carries the guest's last word at last", InstanceChecks::lastWord));
    }

    private static void terminateTwice(ContractRun run) throws InterruptedException {
        InstanceId id = run.launch();
        run.provider.terminate(id);
        run.provider.terminate(id);
        gone(run, id);
        run.provider.terminate(id);
    }

    private static void listedAsGone(ContractRun run) throws InterruptedException {
        InstanceId id = run.launch();
        run.await(id, "must be listed", instance -> true);
        run.provider.terminate(id);
        InstanceStatus last = run.await(
                id, "was terminated and must be listed so", instance -> instance.state() == InstanceState.TERMINATED);
        require(!last.stoppedItself(), "a terminated instance did not stop itself, but was " + last);
    }

    private static void stopTwice(ContractRun run) throws InterruptedException {
        InstanceId id = run.stopped();
        run.provider.stop(id);
        run.provider.terminate(id);
        gone(run, id);
        run.provider.stop(id);
    }

    private static void stopped(ContractRun run) throws InterruptedException {
        InstanceStatus status = run.stop(run.launch());
        require(
                !status.stoppedItself(),
                "an instance that was stopped by a call must not be taken for one that powered itself off: " + status);
    }

    private static void poweredOff(ContractRun run) throws InterruptedException {
        InstanceStatus status =
                run.await(run.launch(), "must power itself off", instance -> instance.state() == InstanceState.STOPPED);
        require(status.stoppedItself(), "an instance that powered itself off must say so, but was " + status);
    }

    private static void lastWord(ContractRun run) throws InterruptedException {
        String nonce = run.subject
                .userdata()
                .nonce()
                .orElseThrow(() -> new AssertionError("the subject's userdata() must be compiled by this library"));
        InstanceId id = run.launch();
        GuestWord word = run.await(
                "the console of " + id + " must carry its last word",
                () -> GuestReport.read(run.provider.console(id).text(), nonce).lastWord());
        require(word instanceof GuestWord.Succeeded, "the guest must succeed, but said " + word);
    }

    private static void gone(ContractRun run, InstanceId id) throws InterruptedException {
        run.await(
                id,
                "was terminated and must be gone",
                instance -> instance.state().isGone());
    }
}
