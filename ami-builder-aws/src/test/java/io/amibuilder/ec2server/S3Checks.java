package io.amibuilder.ec2server;

import com.sun.net.httpserver.HttpExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What S3 asks IAM (S3 user guide, "Required permissions for Amazon S3 API operations"). */
final class S3Checks {
    private static final String KEY = "x-amz-server-side-encryption-aws-kms-key-id";

    private S3Checks() {}

    static List<Check> of(String region, HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath().substring(1);
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        List<Check> all = new ArrayList<>();
        all.add(Check.of(action(exchange.getRequestMethod(), path, query), "arn:aws:s3:::" + path));
        String key =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst(KEY)).orElse("");
        all.addAll(KeyChecks.ofObject(region, key, query.startsWith("uploads")));
        return all;
    }

    private static String action(String method, String path, String query) {
        return switch (method) {
            case "PUT", "POST" -> "s3:PutObject";
            case "DELETE" -> query.contains("uploadId") ? "s3:AbortMultipartUpload" : "s3:DeleteObject";
            default -> path.contains("/") ? "s3:GetObject" : "s3:ListBucket";
        };
    }
}
