package io.amibuilder.aws;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.amibuilder.testing.CloudProviderContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The contract, over an EC2 that has a memory and real HTTP. */
class AwsContractTest {
    @TestFactory
    Stream<DynamicTest> awsKeepsTheContract() {
        return CloudProviderContract.checks(Ec2Subject::new).stream().map(c -> dynamicTest(c.name(), c::run));
    }
}
