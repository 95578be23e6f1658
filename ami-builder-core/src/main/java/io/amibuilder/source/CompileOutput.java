package io.amibuilder.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * What compile.sh said. Bytes that are not UTF-8 are replaced: a build log need not be clean.
 *
 * @param variables its standard output's {@code NAME=value} lines
 * @param tail the end of everything it said
 */
record CompileOutput(Map<String, String> variables, String tail) {
    /** Half of 8 KiB for each stream: what fits on a screen or two, and in a log line. */
    private static final int TAIL_BYTES = 4 * 1024;

    static CompileOutput read(Path standardOutput, Path standardError) {
        try {
            return new CompileOutput(variables(standardOutput), tail(standardOutput) + tail(standardError));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the output of script/compile.sh", e);
        }
    }

    private static Map<String, String> variables(Path standardOutput) throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        // Not Files.newBufferedReader, which refuses bytes that are not UTF-8
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(Files.newInputStream(standardOutput), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Matcher variable = EnvLines.PRINTED.matcher(line);
                if (variable.matches()) {
                    found.put(variable.group(1), variable.group(2));
                }
            }
        }
        return found;
    }

    private static String tail(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long start = Math.max(0, channel.size() - TAIL_BYTES);
            channel.position(start);
            byte[] end = Channels.newInputStream(channel).readNBytes(TAIL_BYTES);
            return (start > 0 ? "..." : "") + new String(end, StandardCharsets.UTF_8);
        }
    }
}
