/** Bakes on AWS: the EC2 provider and the S3 store of ami-builder. */
module io.amibuilder.aws {
    requires transitive io.amibuilder;
    requires transitive static org.jspecify;
    requires org.slf4j;
    requires transitive software.amazon.awssdk.auth;
    requires transitive software.amazon.awssdk.services.ec2;
    requires transitive software.amazon.awssdk.services.s3;
    requires transitive software.amazon.awssdk.services.ssm;
    // not transitive: javac would ask every user's module for what is optional
    requires static software.amazon.awssdk.services.servicequotas;
    requires static software.amazon.awssdk.services.sqs;
    requires transitive software.amazon.awssdk.services.sts;
    requires software.amazon.awssdk.awscore;
    requires transitive software.amazon.awssdk.core;
    requires software.amazon.awssdk.http;
    requires software.amazon.awssdk.http.urlconnection;
    requires software.amazon.awssdk.identity.spi;
    requires software.amazon.awssdk.protocols.jsoncore;
    requires software.amazon.awssdk.regions;
    requires software.amazon.awssdk.retries;
    requires software.amazon.awssdk.retries.api;

    exports io.amibuilder.aws;
}
