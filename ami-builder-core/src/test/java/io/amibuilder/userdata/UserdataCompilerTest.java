package io.amibuilder.userdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amibuilder.rootfs.PackedFile;
import io.amibuilder.rootfs.Rootfs;
import io.amibuilder.rootfs.RootfsInTests;
import io.amibuilder.rootfs.RootfsLocation;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UserdataCompilerTest {
    private static final UserPart PACKAGES = UserPart.of("10_packages.cfg", "#cloud-config\npackages: [jq]\n");
    private static final Rootfs LARGE = large();
    private static final UserPart SCRIPT = UserPart.of("20_café.sh", "#!/bin/sh\necho caf\u00e9 = \t\n");

    @Test
    void theSamePartsGiveTheSameBytes() {
        assertThat(compile(List.of(SCRIPT, PACKAGES)).userdata().bytes())
                .isEqualTo(compile(List.of(PACKAGES, SCRIPT)).userdata().bytes());
    }

    @Test
    void theNonceIsReadFromTheBytes() {
        Userdata userdata = compile(List.of(PACKAGES)).userdata();
        assertThat(userdata.nonce()).isPresent();
        assertThat(Gzip.decompress(userdata.bytes()))
                .contains("N=" + userdata.nonce().orElseThrow() + "\n");
    }

    @Test
    void theContainerIsAscii() {
        assertThat(Gzip.decompress(compile(List.of(SCRIPT)).userdata().bytes()).chars())
                .allMatch(c -> c == '\n' || c == '\t' || (c >= ' ' && c <= '~'));
    }

    @Test
    void everythingWeAddCostsAtMost1600Bytes() {
        assertThat(compile(List.of()).userdata().sizeBytes()).isLessThanOrEqualTo(1600);
    }

    @Test
    void theSharesOfThePartsAddUpToTheWhole() {
        CompiledUserdata compiled = compile(List.of(PACKAGES, SCRIPT));
        assertThat(compiled.parts().stream().mapToInt(PartSize::shareBytes).sum())
                .isEqualTo(compiled.userdata().sizeBytes());
    }

    @Test
    void tooLargePartsAreNamed() {
        assertThatThrownBy(() -> compile(List.of(PACKAGES, hugeScript())))
                .isInstanceOf(UserdataTooLargeException.class)
                .hasMessageMatching("compiled user-data must be at most 16384 bytes, but was \\d+; the largest part is"
                        + " '10_setup.sh' \\(20010 bytes\\)\\. Move files into fs/, which has no such limit");
    }

    @Test
    void aRootfsThatDoesNotFitNeedsALocation() {
        assertThatThrownBy(() -> UserdataCompiler.compile(List.of(), Optional.of(LARGE), CompileOptions.defaults()))
                .isInstanceOf(RootfsTooLargeException.class)
                .hasMessageMatching(
                        "compiled user-data must be at most 16384 bytes, but would be 2\\d{4} with the rootfs of"
                                + " 20000 packed bytes inside; the largest files are 'etc/c' \\(9 bytes\\), 'etc/d' \\(7 bytes\\),"
                                + " 'etc/b' \\(5 bytes\\)\\. Give it a place, as in s3://bucket/prefix/ \\(.*S3URL.*\\), or make"
                                + " fs/ smaller");
    }

    @Test
    void partsThatAreTooLargeAloneAreToldBeforeTheRootfs() {
        assertThatThrownBy(() ->
                        UserdataCompiler.compile(List.of(hugeScript()), Optional.of(LARGE), CompileOptions.defaults()))
                .isInstanceOf(UserdataTooLargeException.class);
    }

    @Test
    void aRootfsThatDoesNotFitIsFetchedByItsDigest() {
        CompiledUserdata compiled = UserdataCompiler.compile(
                List.of(),
                Optional.of(LARGE),
                CompileOptions.defaults()
                        .rootfsLocation(new RootfsLocation("s3://bucket/ami/"))
                        .fetch(Fetch.awsCli("eu-central-1")));
        String uri = "s3://bucket/ami/" + LARGE.digest() + ".tgz";
        assertThat(compiled.fetchedFrom()).contains(new RootfsLocation(uri));
        assertThat(compiled.userdata().needsLink()).isFalse();
        assertThat(Gzip.decompress(compiled.userdata().bytes()))
                .contains("aws s3 cp --only-show-errors --region 'eu-central-1' '" + uri + "' $f");
    }

    @Test
    void theRoomForALinkIsEnoughForTheLongestAndWorst() {
        Userdata userdata = needingALink();
        assertThat(userdata.needsLink()).isTrue();
        Random random = new Random(4);
        StringBuilder link = new StringBuilder("https://host/");
        while (link.length() < LinkRoom.CHARACTERS) { // all that a link may have, each as likely as the others
            link.append("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/@!$&()*+,;="
                    .charAt(random.nextInt(79)));
        }
        Userdata bound = userdata.bind(URI.create(link.toString()));
        assertThat(bound.needsLink()).isFalse();
        assertThat(bound.nonce()).isEqualTo(userdata.nonce());
        assertThat(bound.sizeBytes()).isLessThanOrEqualTo(userdata.sizeBytes() + 32);
    }

    @Test
    void aLinkThatWouldLeaveItsQuotesIsRefusedWithoutShowingItsSignature() {
        assertThatThrownBy(() -> needingALink().bind(URI.create("https://host/a?secret='")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://host/a?...")
                .hasMessageNotContaining("secret");
    }

    @Test
    void userdataIsBoundOnce() {
        Userdata bound = needingALink().bind(URI.create("https://host/a"));
        assertThatThrownBy(() -> bound.bind(URI.create("https://host/b"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aReportHasRoomForALinkOfItsOwn() {
        CompiledUserdata compiled = UserdataCompiler.compile(
                List.of(),
                Optional.of(LARGE),
                CompileOptions.defaults()
                        .rootfsLocation(new RootfsLocation("s3://bucket/ami/"))
                        .report(true));
        Userdata userdata = compiled.userdata();
        assertThat(userdata.needsReportLink()).isTrue();
        Userdata reporting = userdata.bindReport(URI.create("https://host/report?signature=1"));
        assertThat(reporting.needsReportLink()).isFalse();
        assertThat(reporting.needsLink()).isTrue();
        assertThat(reporting.nonce()).isEqualTo(userdata.nonce());
        assertThat(Gzip.decompress(
                        reporting.bind(URI.create("https://host/fs.tgz")).bytes()))
                .contains("\nu='https://host/report?signature=1'\n", "\nu='https://host/fs.tgz'\n");
    }

    @Test
    void onlyUserdataThatReportsIsGivenAReportsLink() {
        assertThatThrownBy(() -> compile(List.of(PACKAGES)).userdata().bindReport(URI.create("https://host/a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needsReportLink() was false");
    }

    @Test
    void theScriptsAreWhatTheyWere() throws Exception {
        CompiledUserdata compiled = UserdataCompiler.compile(
                List.of(
                        UserPart.of("10_a.cfg", "#cloud-config\nruncmd: [echo 10]\n"),
                        UserPart.of("60_b.sh", "#!/bin/sh\necho caf\u00e9 =\n")),
                Optional.of(RootfsInTests.of(new byte[9])),
                CompileOptions.defaults());
        String text = Gzip.decompress(compiled.userdata().bytes());
        Files.writeString(Path.of("target/golden-userdata.txt"), text); // to look at, and to copy when it is right
        assertThat(text)
                .isEqualTo(Files.readString(Path.of("src/test/resources/io/amibuilder/userdata/golden-userdata.txt")));
    }

    private static Userdata needingALink() {
        return UserdataCompiler.compile(
                        List.of(),
                        Optional.of(LARGE),
                        CompileOptions.defaults().rootfsLocation(new RootfsLocation("s3://bucket/ami/")))
                .userdata();
    }

    private static UserPart hugeScript() {
        StringBuilder text = new StringBuilder("#!/bin/sh\n");
        new Random(1).ints(20_000, ' ', '~').forEach(c -> text.append((char) c));
        return UserPart.of("10_setup.sh", text.toString());
    }

    private static Rootfs large() {
        byte[] bytes = new byte[20_000];
        new Random(2).nextBytes(bytes);
        return RootfsInTests.of(
                bytes,
                new PackedFile("etc/", 0755, 0),
                new PackedFile("etc/a", 0644, 1),
                new PackedFile("etc/b", 0644, 5),
                new PackedFile("etc/c", 0644, 9),
                new PackedFile("etc/d", 0644, 7));
    }

    private static CompiledUserdata compile(List<UserPart> parts) {
        return UserdataCompiler.compile(parts, Optional.empty(), CompileOptions.defaults());
    }
}
