package io.amibuilder.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import java.util.List;

/** The parameter store on an {@link AwsServer}; requests and answers are JSON. */
final class SsmStubs {
    private static final String TARGET = "X-Amz-Target";

    private final AwsServer aws;

    SsmStubs(AwsServer aws) {
        this.aws = aws;
    }

    /** Answers every request of this kind. */
    void answer(String operation, String body) {
        aws.http().stubFor(to(operation).willReturn(aResponse().withBody(body)));
    }

    /** Answers exactly this request, rather than as for every one. */
    void answer(String operation, String request, String body) {
        aws.http()
                .stubFor(to(operation)
                        .withRequestBody(equalToJson(request))
                        .atPriority(1)
                        .willReturn(aResponse().withBody(body)));
    }

    void deny(String operation) {
        aws.http().stubFor(to(operation).willReturn(aResponse().withStatus(400).withBody("""
                {"__type":"AccessDeniedException","message":"User: u is not authorized to perform: ssm:%s"}""".formatted(operation))));
    }

    /** The bodies of the requests of this kind, in the order of their arrival. */
    List<String> requests(String operation) {
        return aws
                .http()
                .findAll(postRequestedFor(urlEqualTo("/")).withHeader(TARGET, equalTo("AmazonSSM." + operation)))
                .stream()
                .map(request -> request.getBodyAsString())
                .toList();
    }

    private static MappingBuilder to(String operation) {
        return post(urlEqualTo("/")).withHeader(TARGET, equalTo("AmazonSSM." + operation));
    }
}
