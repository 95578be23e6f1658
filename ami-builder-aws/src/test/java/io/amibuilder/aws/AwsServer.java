package io.amibuilder.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** An HTTP server on the loopback that answers as EC2 and its kin would, and tells what it was asked. */
final class AwsServer implements BeforeEachCallback, AfterEachCallback {
    static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "not-a-secret"));

    private static final int LAST = 100;

    private final WireMockServer server = new WireMockServer(
            WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

    @Override
    public void beforeEach(ExtensionContext context) {
        server.start();
        // What a launch reads before, and a termination before it; a test says otherwise where it matters
        byDefault("DescribeInstanceTypes", TypesXml.types(TypesXml.COMMON));
        byDefault("DescribeInstances", "<DescribeInstancesResponse/>");
    }

    private void byDefault(String action, String body) {
        server.stubFor(post(action).atPriority(LAST).willReturn(aResponse().withBody(body)));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        server.stop();
    }

    WireMockServer http() {
        return server;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    AwsCloudProviderBuilder provider() {
        return AwsCloudProvider.builder().region("eu-west-1").endpoint(uri()).credentials(CREDENTIALS);
    }

    /** A client of the caller's that sends reads once, so that no test waits for the SDK's pauses. */
    Ec2Client impatientClient() {
        return client(AwsRetryStrategy.doNotRetry());
    }

    Ec2Client client(software.amazon.awssdk.retries.api.RetryStrategy retries) {
        return Ec2Client.builder()
                .region(Region.EU_WEST_1)
                .endpointOverride(uri())
                .credentialsProvider(CREDENTIALS)
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(o -> o.retryStrategy(retries))
                .build();
    }

    void answer(String action, String body) {
        stub(action, aResponse().withBody(body));
    }

    void answerPage(String action, String token, String body) {
        server.stubFor(post(action)
                .withRequestBody(containing("NextToken=" + token))
                .atPriority(1)
                .willReturn(aResponse().withBody(body)));
    }

    void fail(String action, int status, String code, String message) {
        stub(action, aResponse().withStatus(status).withBody(error(code, message)));
    }

    void fault(String action, Fault fault) {
        stub(action, aResponse().withFault(fault));
    }

    void stub(String action, ResponseDefinitionBuilder response) {
        server.stubFor(post(action).willReturn(response));
    }

    MappingBuilder post(String action) {
        return WireMock.post(urlEqualTo("/")).withRequestBody(containing("Action=" + action + "&"));
    }

    static String error(String code, String message) {
        return "<Response><Errors><Error><Code>" + code + "</Code><Message>" + message
                + "</Message></Error></Errors><RequestID>req-9</RequestID></Response>";
    }

    /** The parameters of each request of this kind, in the order of their arrival. */
    List<Map<String, String>> requests(String action) {
        return server
                .findAll(postRequestedFor(urlEqualTo("/")).withRequestBody(containing("Action=" + action + "&")))
                .stream()
                .map(request -> parameters(request.getBodyAsString()))
                .toList();
    }

    private static Map<String, String> parameters(String form) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : form.split("&")) {
            String[] halves = pair.split("=", 2);
            parameters.put(halves[0], URLDecoder.decode(halves[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    static String resource(String name) {
        try (InputStream in = AwsServer.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
