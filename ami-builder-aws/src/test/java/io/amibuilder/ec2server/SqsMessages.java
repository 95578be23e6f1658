package io.amibuilder.ec2server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SQS's answer to ReceiveMessage (SQS API reference, AWS JSON protocol). */
public final class SqsMessages {
    private SqsMessages() {}

    /** The answer with one message. */
    public static String of(String receiptHandle, String body) {
        return "{\"Messages\":[" + message(receiptHandle, body) + "]}";
    }

    static String message(String receiptHandle, String body) {
        return "{\"MessageId\":\"m-%s\",\"ReceiptHandle\":\"%s\",\"MD5OfBody\":\"%s\",\"Body\":\"%s\"}"
                .formatted(
                        receiptHandle,
                        receiptHandle,
                        md5(body),
                        body.replace("\\", "\\\\").replace("\"", "\\\""));
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
