package io.amibuilder.examples;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiBuildBuilder;
import io.amibuilder.AmiResult;
import io.amibuilder.CompiledAmi;
import io.amibuilder.aws.AwsCloudProvider;
import io.amibuilder.aws.S3ArtifactStore;
import io.amibuilder.event.BuildListener;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.userdata.Userdata;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Phase 2 as a program: bakes an image on EC2 from compiled user-data. Its settings are {@link BuildAmiSettings}. */
public final class BuildAmi {
    private BuildAmi() {}

    /**
     * Runs the program and exits: 0 the image is available, 1 there is none, 2 wrong usage or settings.
     *
     * @param args as the usage says, which {@code -h} prints
     */
    public static void main(String[] args) {
        System.exit(run(List.of(args), System.getenv(), System.out, System.err));
    }

    static int run(List<String> args, Map<String, String> env, PrintStream out, PrintStream err) {
        return Program.run(args, BuildAmiSettings.USAGE, out, err, () -> {
            BuildAmiSettings settings = BuildAmiSettings.of(args, env);
            settings.output().ifPresent(AmiFile::remove);
            AmiResult image = build(settings, userdata(settings, err), err);
            settings.output().ifPresent(file -> AmiFile.write(file, image));
            out.println("AMI Name: " + image.imageName());
            out.println("AMI Id: " + image.image());
        });
    }

    private static AmiResult build(BuildAmiSettings settings, Userdata userdata, PrintStream err) {
        try (AwsCloudProvider provider = settings.provider()) {
            AmiBuildBuilder build = AmiBuild.builder()
                    .name(settings.name())
                    .version(settings.version())
                    .description(settings.description())
                    .baseImage(settings.baseImage())
                    .provider(provider)
                    .instanceWait(settings.instanceWait())
                    .proofWait(settings.proofWait())
                    .imageWait(settings.imageWait())
                    .cleanUpOnShutdown(true)
                    .listener(BuildListener.printing(err));
            settings.buildId().ifPresent(build::buildId);
            return settings.rootfs()
                    .map(stored -> buildStoring(build, userdata, stored))
                    .orElseGet(() -> build.userdata(userdata).build().run());
        }
    }

    private static AmiResult buildStoring(
            AmiBuildBuilder build, Userdata userdata, BuildAmiSettings.StoredRootfs stored) {
        String place = stored.location().uri();
        try (S3ArtifactStore store =
                        S3ArtifactStore.builder(place).region(stored.region()).build();
                CompiledAmi compiled = CompiledAmi.of(userdata, Rootfs.read(stored.tarball()), stored.location())) {
            return build.compiled(compiled).storage(store).build().run();
        }
    }

    private static Userdata userdata(BuildAmiSettings settings, PrintStream err) {
        Path file = settings.userdata();
        try {
            Userdata userdata = Userdata.of(Files.readAllBytes(file));
            if (userdata.needsLink() && settings.rootfs().isEmpty()) {
                throw new UsageException(
                        List.of("'" + file + "' makes the instance fetch a rootfs by a link, so BUILDAMI_FSTGZ,"
                                + " BUILDAMI_S3URL and BUILDAMI_S3REGION must say which"),
                        BuildAmiSettings.USAGE);
            }
            if (userdata.nonce().isEmpty()) {
                err.println(
                        "warning: '" + file + "' was not compiled by ami-builder: that its instance stops itself is all"
                                + " the proof there will be");
            }
            return userdata;
        } catch (IOException e) {
            throw new UncheckedIOException("reading '" + file + "'", e);
        }
    }
}
