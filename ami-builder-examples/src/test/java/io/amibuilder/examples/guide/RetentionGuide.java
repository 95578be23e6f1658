package io.amibuilder.examples.guide;

import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.aws.Retention;
import io.amibuilder.aws.RetentionPlan;
import io.amibuilder.aws.RetentionReport;

/** "Keeping the last few" in docs/aws.md. */
final class RetentionGuide {
    private RetentionGuide() {}

    static RetentionReport run(AwsCloudProvider provider) {
        // begins
        Retention retention = Retention.builder(provider)
                .name("jenkins-agent")
                .keepLast(3)
                .parametersUnder("/ami/")
                .build();
        RetentionPlan plan = retention.plan();
        System.out.println(plan); // the dry run ends here
        RetentionReport report = retention.apply(plan);
        System.out.println(report);
        // ends
        return report;
    }
}
