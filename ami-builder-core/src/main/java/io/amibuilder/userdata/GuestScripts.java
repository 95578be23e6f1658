package io.amibuilder.userdata;

import io.amibuilder.rootfs.Compression;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.rootfs.Sha256;
import java.util.ArrayList;
import java.util.List;

/** The scripts that run on the instance, made for these options. */
final class GuestScripts {
    private static final String CLOUD_INIT_STATE =
            "/var/lib/cloud/[dhi]* /var/lib/cloud/sem"; // not scripts/: may be fs/'s

    private final CompileOptions options;

    GuestScripts(CompileOptions options) {
        this.options = options;
    }

    /** The boothook that watches, judges, cleans up, speaks and powers off. */
    String supervisor() {
        return ShellTemplate.load("supervisor.sh")
                .number("DEAD_MAN_SECONDS", options.deadMan().toSeconds())
                .quoted("LEFTOVERS", String.join(" ", leftovers()))
                .code("NOTE", options.report() ? "echo \"$m\" >>$D/said" : "")
                .code(
                        "COPY_LOG",
                        options.report() ? ShellTemplate.load("report-copy.sh").text() : "")
                .code("REPORT", options.report() ? report() : "")
                .text();
    }

    private static String report() {
        return ShellTemplate.load("report-send.sh")
                .quoted("URL", LinkRoom.REPORT.placeholder())
                .text();
    }

    /**
     * The script that runs all others in order.
     *
     * @param runcmd whether the user's parts may have {@code runcmd} items, whose failing line is worth its bytes
     */
    String driver(boolean runcmd) {
        String named = runcmd ? ShellTemplate.load("runcmd.sh").text() : "sh -ev \"$S/runcmd\" || fail $?";
        String lenient = "sh -v \"$S/runcmd\"\n[ ! -s \"$D/fail\" ] || fail 1";
        return ShellTemplate.load("driver.sh")
                .code("RUNCMD", options.failFastRuncmd() ? named : lenient)
                .text();
    }

    /** Unpacks what the script itself carries. */
    String install(InlineCarrier.Load load) {
        return install("", load.prepare(), load.stream(), load.here());
    }

    /** Fetches, checks and unpacks; what unpacks is looked for before gigabytes are fetched. */
    String install(RootfsLocation location, Sha256 digest, Compression compression) {
        String fetch = fetch(location, digest);
        return switch (compression) {
            case GZIP -> install(fetch, "", "gzip -dc $f", "rm $f");
            case ZSTANDARD -> install(ShellTemplate.load("need-zstd.sh").text() + fetch, "", "zstd -dc $f", "rm $f");
        };
    }

    private static String install(String arrive, String prepare, String stream, String here) {
        return ShellTemplate.load("install.sh")
                .code("ARRIVE", arrive)
                .code("PREPARE", prepare)
                .code("STREAM", stream)
                .code("HERE", here)
                .text();
    }

    private String fetch(RootfsLocation location, Sha256 digest) {
        String uri = location.uri();
        ShellTemplate script;
        if (uri.startsWith("http")) {
            script = ShellTemplate.load("fetch-link.sh").quoted("URL", uri);
        } else if (options.fetch() instanceof Fetch.AwsCli aws) {
            script = uri.startsWith("s3:") ? s3(aws, uri) : file(uri);
        } else {
            script = ShellTemplate.load("fetch-link.sh").quoted("URL", LinkRoom.ROOTFS.placeholder());
        }
        return script.quoted("SHA256", digest.hex()).text();
    }

    private static ShellTemplate s3(Fetch.AwsCli aws, String uri) {
        return ShellTemplate.load("fetch-aws.sh")
                .code(
                        "INSTALL",
                        aws.installs() ? ShellTemplate.load("install-awscli.sh").text() : "")
                .quoted("REGION", aws.region())
                .quoted("URL", uri);
    }

    private static ShellTemplate file(String uri) {
        return ShellTemplate.load("fetch-file.sh").quoted("URL", uri.substring("file://".length()));
    }

    /** What must not stay in the image, as shell patterns. */
    private List<String> leftovers() {
        List<String> leftovers = new ArrayList<>();
        leftovers.add(CLOUD_INIT_STATE);
        leftovers.add("/var/local/fs.tgz /var/local/install.sh");
        leftovers.add("/root/.*_history /home/*/.*_history");
        leftovers.add("/var/lib/systemd/random-seed /var/lib/systemd/credential.secret");
        leftovers.add("/var/lib/dhcp/*.leases /var/lib/dhclient/* /var/lib/NetworkManager/*.lease");
        if (!options.keepHostKeys()) {
            leftovers.add("/etc/ssh/ssh_host_*_key*");
        }
        if (!options.keepAuthorizedKeys()) {
            leftovers.add("/root/.ssh/authorized_keys /home/*/.ssh/authorized_keys");
        }
        if (!options.keepLogs()) {
            leftovers.add("/var/log/cloud-init*.log* /var/log/journal/* /var/log/[bw]tmp /var/log/lastlog");
        }
        return leftovers;
    }
}
