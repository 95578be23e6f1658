package io.amibuilder.local;

import io.amibuilder.cloud.CloudException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a program that takes a moment. */
final class Program {
    private Program() {}

    /** What it printed; fails as this request when its exit status is not 0. */
    static String run(String operation, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream out = process.getInputStream()) {
            process.getOutputStream().close();
            String said = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
            int status = process.waitFor();
            if (status != 0) {
                throw new CloudException(
                        CloudException.Kind.FINAL,
                        operation,
                        "",
                        command.get(0) + " ended with status " + status + ": " + said,
                        null);
            }
            return said;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new CloudException(CloudException.Kind.RETRYABLE, operation, "", "it was interrupted", e);
        }
    }
}
