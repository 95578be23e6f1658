package io.amibuilder.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Where requests go and whose they are, without asking AWS: what is equal here is one account in one region. What differs may
 * be one as well, and then does not share; nobody is told of another account's things.
 *
 * @param region the region
 * @param endpoint where it answers, when that was said
 * @param credentials whose requests these are; empty for what the SDK finds, which is the same in all of a process
 * @param client the client that was given, with whatever it was told
 */
record Ec2Account(
        Region region,
        Optional<URI> endpoint,
        Optional<AwsCredentialsProvider> credentials,
        Optional<Ec2Client> client) {}
