package io.amibuilder.ec2server;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** S3's multipart uploads, until they are complete. */
final class S3Uploads {
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int BAD_REQUEST = 400;
    private static final Pattern PART = Pattern.compile("partNumber=(\\d+)");
    private static final Pattern UPLOAD = Pattern.compile("uploadId=([^&]+)");

    private final Map<String, Map<Integer, byte[]>> parts = new ConcurrentHashMap<>();
    private final Map<String, String> digests = new ConcurrentHashMap<>();
    private volatile boolean complete = true;

    /** What becomes of a whole object. */
    interface Whole {
        void store(String digest, byte[] content) throws IOException;
    }

    /** Whether a request belongs to an upload. */
    static boolean isPart(HttpExchange exchange) {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        return query.startsWith("uploads") || UPLOAD.matcher(query).find();
    }

    void completeNone() {
        complete = false;
    }

    void answer(HttpExchange exchange, String digest, byte[] body, Whole whole) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        Matcher id = UPLOAD.matcher(query);
        if (!id.find()) {
            begin(exchange, digest);
            return;
        }
        String upload = id.group(1);
        Matcher part = PART.matcher(query);
        if (part.find()) {
            parts.get(upload).put(Integer.valueOf(part.group(1)), body);
            exchange.getResponseHeaders().set("ETag", "\"" + part.group(1) + "\"");
            Ec2Server.send(exchange, OK, new byte[0]);
        } else if (exchange.getRequestMethod().equals("DELETE")) {
            parts.remove(upload);
            Ec2Server.send(exchange, NO_CONTENT, new byte[0]);
        } else if (complete) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            parts.remove(upload).values().forEach(all::writeBytes);
            whole.store(digests.get(upload), all.toByteArray());
            send(exchange, OK, "<CompleteMultipartUploadResult><ETag>\"whole\"</ETag></CompleteMultipartUploadResult>");
        } else {
            send(exchange, BAD_REQUEST, "<Error><Code>InvalidPart</Code><Message>refused</Message></Error>");
        }
    }

    private void begin(HttpExchange exchange, String digest) throws IOException {
        String upload = "upload-" + digests.size();
        digests.put(upload, digest);
        parts.put(upload, new ConcurrentSkipListMap<>());
        send(
                exchange,
                OK,
                "<InitiateMultipartUploadResult>" + Xml.element("UploadId", upload)
                        + "</InitiateMultipartUploadResult>");
    }

    private static void send(HttpExchange exchange, int status, String xml) throws IOException {
        Ec2Server.send(exchange, status, xml.getBytes(StandardCharsets.UTF_8));
    }
}
