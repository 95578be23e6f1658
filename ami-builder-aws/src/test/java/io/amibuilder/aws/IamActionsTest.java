package io.amibuilder.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The table of permissions against the class files of this module. */
class IamActionsTest {
    private static final Set<String> NO_REQUEST = Set.of("builder", "close", "serviceClientConfiguration");

    @Test
    void everyRequestThatThisModuleSendsIsInTheTable() {
        Set<String> sent = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.amibuilder.aws").stream()
                        .flatMap(each -> each.getMethodCallsFromSelf().stream())
                        .filter(call -> call.getTargetOwner()
                                .getName()
                                .matches("software\\.amazon\\.awssdk\\.services\\..*(Client|Presigner)"))
                        .map(JavaMethodCall::getName)
                        .filter(method -> !NO_REQUEST.contains(method))
                        .map(IamActionsTest::operation)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(sent).contains("RunInstances", "GetObject").isSubsetOf(IamActions.operations());
    }

    @Test
    void everyOperationOfTheTableIsOneOfAws() {
        Set<String> known = Stream.of(
                        Ec2Client.class,
                        S3Client.class,
                        ServiceQuotasClient.class,
                        SqsClient.class,
                        SsmClient.class,
                        StsClient.class)
                .flatMap(client -> Stream.of(client.getMethods()))
                .map(method -> operation(method.getName()))
                .collect(Collectors.toSet());

        assertThat(IamActions.operations()).isSubsetOf(known);
    }

    @Test
    void everyActionIsSpelledAsIamSpellsIt() {
        assertThat(IamActions.operations())
                .isNotEmpty()
                .allSatisfy(operation -> assertThat(IamActions.of(operation))
                        .isNotEmpty()
                        .allMatch(action -> action.matches("(ec2|iam|s3|servicequotas|sqs|ssm|sts):[A-Z][A-Za-z]+")));
    }

    @Test
    void anUnknownRequestNeedsNothingThatIsKnown() {
        assertThat(IamActions.of("DescribeNothing")).isEmpty();
    }

    /** As AWS calls it: {@code runInstances} is RunInstances, and {@code getObjectAsBytes} and links are GetObject. */
    private static String operation(String method) {
        String bare = method.replaceFirst("^presign", "").replaceFirst("(AsBytes|Paginator)$", "");
        return Character.toUpperCase(bare.charAt(0)) + bare.substring(1);
    }
}
