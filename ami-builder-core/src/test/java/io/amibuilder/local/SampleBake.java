package io.amibuilder.local;

import io.amibuilder.AmiBuild;
import io.amibuilder.AmiBuildBuilder;
import io.amibuilder.SmokeTest;
import io.amibuilder.cloud.BaseImage;
import io.amibuilder.event.BuildListener;
import io.amibuilder.rootfs.FileTree;
import io.amibuilder.source.AmiSource;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.wait.WaitPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** A bake with everything that a source may have, and a rootfs too large for the user-data; as a program, to be killed. */
final class SampleBake {
    static final Duration INSTANCE_LIMIT = Duration.ofMinutes(20);
    private static final int LARGE_BYTES = 3 * 1024 * 1024;
    private static final long SEED = 1; // the same bytes in every process

    private SampleBake() {}

    /** Arguments: the cloud's directory, the base image, the build id. */
    public static void main(String[] args) {
        LocalCloud cloud = cloud(Path.of(args[0]));
        build(cloud, BaseImage.file(Path.of(args[1])), args[2]).build().run();
    }

    static LocalCloud cloud(Path directory) {
        return LocalCloud.builder(directory).build();
    }

    /** What an instance of the image must find: it is another machine, with all that was installed. */
    private static SmokeTest smokeTest() {
        return SmokeTest.commands(
                "test \"$(stat -c '%a %U %s' /etc/sample/secret)\" = '600 worker 3'",
                "test \"$(stat -c '%a %U' /usr/local/bin/setuid)\" = '4755 root'",
                "test \"$(readlink /etc/sample/link)\" = secret",
                "test \"$(stat -c %s /opt/large)\" = " + LARGE_BYTES,
                "timeout 60 sh -c 'until systemctl is-active sample; do sleep 1; done' && grep sample /run/sample",
                "test -s /etc/machine-id && ! cmp -s /etc/machine-id /etc/sample/machine-id",
                "test -s /etc/ssh/ssh_host_ed25519_key.pub",
                "! cmp -s /etc/ssh/ssh_host_ed25519_key.pub /etc/sample/host-key",
                "test ! -e /var/local/fs.tgz && test ! -e /var/local/install.sh",
                "test \"$(ls /var/lib/cloud/instances | wc -l)\" = 1");
    }

    static AmiBuildBuilder build(LocalCloud cloud, BaseImage base, String buildId) {
        return AmiBuild.builder()
                .source(source())
                .name("sample")
                .version("1.0.0")
                .buildId(buildId)
                .baseImage(base)
                .provider(cloud)
                .storage(cloud.storage())
                .compileOptions(CompileOptions.defaults().report(true).deadMan(Duration.ofMinutes(15)))
                .instanceWait(WaitPolicy.atMost(INSTANCE_LIMIT).every(Duration.ofSeconds(1)))
                .imageWait(WaitPolicy.atMost(Duration.ofMinutes(5)).every(Duration.ofSeconds(1)))
                .smokeTest(smokeTest())
                .listener(BuildListener.printing(System.err));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AmiSource source() {
        byte[] large = new byte[LARGE_BYTES];
        new Random(SEED).nextBytes(large);
        return AmiSource.builder()
                .part("10_user.cfg", "#cloud-config\nusers: [default, {name: worker, system: true}]\n")
                .part("60_unit.sh", "#!/bin/sh\nsystemctl enable sample.service\n")
                .fs(FileTree.builder()
                        .file("opt/large", large, 0644)
                        .file("usr/local/bin/sample", "#!/bin/sh\necho sample >/run/sample\n", 0755)
                        .file("usr/local/bin/setuid", "#!/bin/sh\n", 04755)
                        .file("etc/sample/secret", "top", 0600)
                        .symlink("etc/sample/link", "secret")
                        .file(
                                "etc/systemd/system/sample.service",
                                "[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/usr/local/bin/sample\n"
                                        + "[Install]\nWantedBy=multi-user.target\n")
                        .build())
                .install("""
                        #!/bin/sh
                        set -eu
                        chown worker /etc/sample/secret
                        cp /etc/machine-id /etc/sample/machine-id
                        cp /etc/ssh/ssh_host_ed25519_key.pub /etc/sample/host-key
                        """)
                .build();
    }
}
