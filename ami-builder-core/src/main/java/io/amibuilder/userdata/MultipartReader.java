package io.amibuilder.userdata;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a flat MIME multipart text (RFC 2046) with 7bit and quoted-printable parts; written apart from the compiler's
 * writer, so that each checks the other.
 */
final class MultipartReader {
    private static final Pattern PARAMETER = Pattern.compile("(boundary|filename)=\"([^\"]*)\"");

    private MultipartReader() {}

    /** The parts in order; empty when the text is not a MIME multipart. */
    static Optional<List<ReceivedPart>> read(String text) {
        Map<String, String> headers = headers(text);
        String boundary = parameter(headers.getOrDefault("content-type", ""), "boundary");
        if (!headers.containsKey("mime-version") || boundary.isEmpty()) {
            return Optional.empty();
        }
        String[] pieces = ("\n" + text).split(Pattern.quote("\n--" + boundary), -1);
        List<ReceivedPart> parts = new ArrayList<>();
        for (int i = 1; i < pieces.length && !pieces[i].startsWith("--"); i++) {
            parts.add(part(pieces[i].isEmpty() ? "" : pieces[i].substring(1)));
        }
        return Optional.of(parts);
    }

    private static ReceivedPart part(String piece) {
        Map<String, String> headers = headers(piece);
        int blank = ("\n" + piece).indexOf("\n\n");
        String body = blank < 0 ? "" : piece.substring(blank + 1);
        boolean quoted =
                headers.getOrDefault("content-transfer-encoding", "7bit").equals("quoted-printable");
        return new ReceivedPart(
                headers.getOrDefault("content-type", "text/plain").replaceAll(";.*", ""),
                parameter(headers.getOrDefault("content-disposition", ""), "filename"),
                Optional.ofNullable(headers.get("merge-type")),
                quoted ? unquoted(body) : body);
    }

    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new TreeMap<>();
        for (String line : text.split("\n", -1)) {
            int colon = line.indexOf(": ");
            if (colon < 0) {
                break;
            }
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
        }
        return headers;
    }

    private static String parameter(String header, String name) {
        Matcher matcher = PARAMETER.matcher(header);
        while (matcher.find()) {
            if (matcher.group(1).equals(name)) {
                return matcher.group(2);
            }
        }
        return "";
    }

    /** What is no escape stays as it is, as Python's reader leaves it. */
    private static String unquoted(String body) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        byte[] bytes = body.replace("=\n", "").getBytes(StandardCharsets.UTF_8);
        int i = 0;
        while (i < bytes.length) {
            if (bytes[i] == '=' && i + 2 < bytes.length && isHex(bytes[i + 1]) && isHex(bytes[i + 2])) {
                decoded.write(HexFormat.fromHexDigit(bytes[i + 1]) << 4 | HexFormat.fromHexDigit(bytes[i + 2]));
                i += 3;
            } else {
                decoded.write(bytes[i++]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    private static boolean isHex(byte digit) {
        return HexFormat.isHexDigit(digit);
    }
}
