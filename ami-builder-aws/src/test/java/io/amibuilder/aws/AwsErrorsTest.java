package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.cloud.CloudException;
import io.amibuilder.cloud.CloudException.Kind;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

class AwsErrorsTest {
    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // status, code, message                                      | of a read     | of a create
                "503 | RequestLimitExceeded                  | -             | RETRYABLE     | RETRYABLE",
                "400 | Throttling                            | -             | RETRYABLE     | RETRYABLE",
                "400 | ThrottlingException                   | -             | RETRYABLE     | RETRYABLE",
                "400 | TooManyRequestsException              | -             | RETRYABLE     | RETRYABLE",
                "429 | -                                     | -             | RETRYABLE     | RETRYABLE",
                "503 | EC2ThrottledException                 | -             | RETRYABLE     | RETRYABLE",
                "400 | RequestTimeout                        | -             | RETRYABLE     | RETRYABLE",
                "400 | ConcurrentSnapshotLimitExceeded       | -             | RETRYABLE     | RETRYABLE",
                "500 | InternalError                         | -             | RETRYABLE     | OUTCOME_UNKNOWN",
                "400 | InternalError                         | -             | RETRYABLE     | OUTCOME_UNKNOWN",
                "500 | InternalFailure                       | -             | RETRYABLE     | OUTCOME_UNKNOWN",
                "503 | Unavailable                           | -             | RETRYABLE     | OUTCOME_UNKNOWN",
                "503 | ServiceUnavailable                    | -             | RETRYABLE     | OUTCOME_UNKNOWN",
                "502 | -                                     | -             | RETRYABLE     | OUTCOME_UNKNOWN",
                "504 | SomethingNew                          | -             | RETRYABLE     | OUTCOME_UNKNOWN",
                "500 | InsufficientInstanceCapacity          | -             | NO_CAPACITY   | NO_CAPACITY",
                "500 | Server.InsufficientInstanceCapacity   | -             | NO_CAPACITY   | NO_CAPACITY",
                "500 | InsufficientHostCapacity              | -             | NO_CAPACITY   | NO_CAPACITY",
                "400 | InsufficientFreeAddressesInSubnet     | -             | NO_CAPACITY   | NO_CAPACITY",
                "400 | MaxSpotInstanceCountExceeded          | -             | NO_CAPACITY   | NO_CAPACITY",
                "400 | Unsupported                           | -             | NO_CAPACITY   | NO_CAPACITY",
                "400 | VcpuLimitExceeded                     | -             | FINAL         | FINAL",
                "400 | InstanceLimitExceeded                 | -             | FINAL         | FINAL",
                "400 | InvalidAMIName.Duplicate              | -             | NAME_TAKEN    | NAME_TAKEN",
                "400 | IdempotentParameterMismatch           | -             | TOKEN_CLASH | TOKEN_CLASH",
                "400 | IdempotentInstanceTerminated          | -             | TOKEN_SPENT   | TOKEN_SPENT",
                "400 | Client.IdempotentInstanceTerminated   | -             | TOKEN_SPENT   | TOKEN_SPENT",
                "400 | InvalidInstanceID.NotFound            | -             | NOT_FOUND     | NOT_FOUND",
                "400 | InvalidAMIID.NotFound                 | -             | NOT_FOUND     | NOT_FOUND",
                "400 | InvalidAMIID.Unavailable              | -             | NOT_FOUND     | NOT_FOUND",
                "400 | ParameterNotFound                     | -             | NOT_FOUND     | NOT_FOUND",
                "400 | InvalidAMIID.Malformed                | -             | FINAL         | FINAL",
                "403 | UnauthorizedOperation                 | -             | FINAL         | FINAL",
                "401 | AuthFailure                           | -             | FINAL         | FINAL",
                "400 | InvalidParameterValue                 | no such thing | FINAL         | FINAL",
                "400 | -                                     | -             | FINAL         | FINAL"
            })
    void eachCodeLeavesThisOpen(int status, String code, String message, Kind ofRead, Kind ofCreate) {
        AwsServiceException e = failure(status, code, message);

        assertThat(AwsErrors.kind("DescribeInstances", false, e)).isEqualTo(ofRead);
        assertThat(AwsErrors.kind("RunInstances", true, e)).isEqualTo(ofCreate);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "RunInstances | InvalidParameterValue  | Value (x) for parameter iamInstanceProfile.name is invalid."
                        + " Invalid IAM Instance Profile name | RETRYABLE",
                "RunInstances | InvalidParameterValue  | Invalid IAM Instance Profile ARN | RETRYABLE",
                "CreateImage  | InvalidParameterValue  | Invalid IAM Instance Profile     | FINAL",
                "CreateImage  | InvalidParameterValue  | Instance is not in state stopped | RETRYABLE",
                "RunInstances | InvalidParameterValue  | Instance is not in state stopped | FINAL",
                "CreateImage  | IncorrectState         | stopping                         | RETRYABLE",
                "CreateImage  | IncorrectInstanceState | stopping                         | RETRYABLE",
                "RunInstances | IncorrectState         | stopping                         | FINAL"
            })
    void twoRefusalsPassByThemselves(String operation, String code, String message, Kind kind) {
        assertThat(AwsErrors.kind(operation, true, failure(400, code, message))).isEqualTo(kind);
    }

    @Test
    void whatWasSentAndNotAnsweredMayHaveBeenDone() {
        SdkClientException lost = SdkClientException.create("lost", new SocketTimeoutException("Read timed out"));

        assertThat(translate(true, true, lost)).isEqualTo(Kind.OUTCOME_UNKNOWN);
        assertThat(translate(false, true, lost)).isEqualTo(Kind.RETRYABLE);
    }

    @Test
    void whatNeverReachedAServerWasNotDone() {
        assertThat(translate(true, true, SdkClientException.create("x", new ConnectException("refused"))))
                .isEqualTo(Kind.RETRYABLE);
        assertThat(translate(true, true, SdkClientException.create("x", new UnknownHostException("ec2"))))
                .isEqualTo(Kind.RETRYABLE);
        assertThat(translate(true, false, SdkClientException.create("no credentials")))
                .isEqualTo(Kind.FINAL);
    }

    @Test
    void anInterruptedCallKeepsTheThreadInterrupted() {
        try {
            assertThat(translate(true, true, AbortedException.create("stop"))).isEqualTo(Kind.OUTCOME_UNKNOWN);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(translate(true, false, AbortedException.create("stop"))).isEqualTo(Kind.RETRYABLE);
            assertThat(Thread.interrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void aFailureWithoutDetailsStillSaysSomething() {
        AwsServiceException bare = Ec2Exception.builder().statusCode(502).build();

        CloudException e = AwsErrors.translate("RunInstances", true, true, bare);

        assertThat(e)
                .hasMessage("RunInstances failed: HTTP status 502 without a message")
                .hasCause(bare);
    }

    private static Kind translate(boolean creates, boolean sent, SdkClientException e) {
        return AwsErrors.translate("RunInstances", creates, sent, e).kind();
    }

    private static AwsServiceException failure(int status, String code, String message) {
        return Ec2Exception.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .statusCode(status)
                .build();
    }
}
