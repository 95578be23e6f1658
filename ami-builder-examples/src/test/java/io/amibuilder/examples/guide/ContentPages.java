package io.amibuilder.examples.guide;

import io.amibuilder.guest.GuestReport;
import io.amibuilder.guest.GuestWord;
import io.amibuilder.lint.LintFinding;
import io.amibuilder.lint.Linter;
import io.amibuilder.merge.ConfigPart;
import io.amibuilder.merge.MergedCloudConfig;
import io.amibuilder.rootfs.FileTree;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsLocation;
import io.amibuilder.rootfs.RootfsPackager;
import io.amibuilder.source.AmiSource;
import io.amibuilder.storage.ArtifactStore;
import io.amibuilder.storage.DirectoryArtifactStore;
import io.amibuilder.userdata.CompileOptions;
import io.amibuilder.userdata.CompiledUserdata;
import io.amibuilder.userdata.UserPart;
import io.amibuilder.userdata.Userdata;
import io.amibuilder.userdata.UserdataCompiler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The examples in the Javadoc of the packages that make what an instance is given, and read what it says. */
final class ContentPages {
    private ContentPages() {}

    static String guest(String console, Userdata userdata) {
        // begins
        GuestReport report = GuestReport.read(console, userdata.nonce().orElseThrow());
        String fate = report.lastWord().map(GuestWord::text).orElse("still at work");
        System.out.println("after " + report.steps() + ": " + fate);
        // ends
        return fate;
    }

    static List<LintFinding> lint() {
        // begins
        UserPart part = UserPart.of("10_packages.cfg", "#cloud-config\npackage: [nginx]\n");
        List<LintFinding> findings = Linter.lint(List.of(part), Set.of());
        findings.forEach(System.out::println); // cloud-init knows no key 'package', and would say nothing
        // ends
        return findings;
    }

    static List<?> merge() {
        // begins
        ConfigPart all = ConfigPart.of("10_all.cfg", "#cloud-config\npackages: [curl]\n");
        ConfigPart web = ConfigPart.of("20_web.cfg", "#cloud-config\npackages: [nginx]\n");
        List<?> last = MergedCloudConfig.of(List.of(all, web)).packages(); // [nginx]
        List<?> both = MergedCloudConfig.of(List.of(all, web.withMergeType("list(append)+dict(recurse_list)")))
                .packages(); // [curl, nginx]
        // ends
        return List.of(last, both);
    }

    static void rootfs(Path tarball) {
        // begins
        FileTree tree = FileTree.builder()
                .file("/etc/motd", "Welcome\n")
                .file("/usr/local/bin/hello", "#!/bin/sh\necho hello\n", 0755)
                .symlink("/usr/local/bin/hi", "hello")
                .build();
        try (Rootfs rootfs = RootfsPackager.pack(tree)) {
            rootfs.writeTo(tarball);
        }
        // ends
    }

    static AmiSource source() {
        // begins
        AmiSource source = AmiSource.builder() // or AmiSource.read(directory)
                .metadata("NAME", "web")
                .metadata("VERSION", "1.0")
                .part("10_packages.cfg", "#cloud-config\npackages: [nginx]\n")
                .fs(FileTree.builder().file("/etc/motd", "Welcome\n").build())
                .install("#!/bin/sh\nsystemctl enable nginx\n")
                .build();
        // ends
        return source;
    }

    static RootfsLocation storage(Path directory, Rootfs rootfs) {
        // begins
        ArtifactStore store = DirectoryArtifactStore.at(directory);
        RootfsLocation location = store.locate(rootfs);
        if (!store.has(location, rootfs)) {
            store.put(location, rootfs);
        }
        // ends
        return location;
    }

    static Userdata userdata() {
        // begins
        UserPart part = UserPart.of("10_packages.cfg", "#cloud-config\npackages: [nginx]\n");
        CompileOptions options = CompileOptions.defaults().deadMan(Duration.ofMinutes(20));
        CompiledUserdata compiled = UserdataCompiler.compile(List.of(part), Optional.empty(), options);
        Userdata userdata = compiled.userdata();
        System.out.println(userdata.sizeBytes() + " of " + Userdata.MAX_BYTES + " bytes");
        // ends
        return userdata;
    }
}
