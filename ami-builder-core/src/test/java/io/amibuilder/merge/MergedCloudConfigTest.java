package io.amibuilder.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class MergedCloudConfigTest {
    private static MergedCloudConfig merged(String... texts) {
        List<ConfigPart> parts = new ArrayList<>();
        for (String text : texts) {
            parts.add(ConfigPart.of("p" + parts.size(), text));
        }
        return MergedCloudConfig.of(parts);
    }

    private static MergedCloudConfig files(String... entries) {
        return merged("#cloud-config\nwrite_files:\n- " + String.join("\n- ", entries) + "\n");
    }

    @Test
    void listsAreAppendedWithTheHeaderThatOurContainerSends() {
        String header = "list(append)+dict(no_replace,recurse_list)+str()";
        MergedCloudConfig merged = MergedCloudConfig.of(List.of(
                ConfigPart.of("10_a.cfg", "#cloud-config\nruncmd: [a, [b, c]]\npackages: [nginx]\n")
                        .withMergeType(header),
                ConfigPart.of("20_b.sh", "#!/bin/sh\n"),
                ConfigPart.of("30_c.cfg", "#cloud-config\nruncmd: [d]\n").withMergeType(header)));
        assertThat(merged.runcmd()).isEqualTo(List.of("a", List.of("b", "c"), "d"));
        assertThat(merged.packages()).isEqualTo(List.of("nginx"));
        assertThat(merged.dropped()).isEmpty();
        assertThat(merged.isComplete()).isTrue();
    }

    @Test
    void valuesHaveJavaTypes() {
        assertThat(merged("#cloud-config\n{i: 0644, l: 5_000_000_000, b: 123456789012345678901, f: 1.5, d: 2001-12-14,"
                                + " t: 2001-12-14 21:59:43Z, y: yes, n: , on: 1}")
                        .asMap())
                .containsEntry("i", 420)
                .containsEntry("l", 5_000_000_000L)
                .containsEntry("b", new BigInteger("123456789012345678901"))
                .containsEntry("f", 1.5)
                .containsEntry("d", LocalDate.of(2001, 12, 14))
                .containsEntry("t", OffsetDateTime.parse("2001-12-14T21:59:43Z"))
                .containsEntry("y", true)
                .containsEntry("n", null)
                .containsEntry("true", 1);
    }

    @Test
    void aPathLeadsThroughKeysAndIndexes() {
        MergedCloudConfig merged = merged("#cloud-config\nusers: [default, {name: u, groups: [a, b]}]\nn:\n");
        assertThat(merged.get("users", "1", "groups", "0")).contains("a");
        assertThat(merged.get("users", "2")).isEmpty();
        assertThat(merged.get("users", "x")).isEmpty();
        assertThat(merged.get("n")).isEmpty();
        assertThat(merged.get("users", "0", "name")).isEmpty();
    }

    @Test
    void theViewCannotBeChanged() {
        MergedCloudConfig merged = merged("#cloud-config\nruncmd: [a]\n");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> merged.asMap().put("a", 1));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> merged.runcmd().remove(0));
    }

    @Test
    void aDroppedPartIsReportedWithItsReason() {
        MergedCloudConfig merged = merged("#cloud-config\na: 1\n", "#cloud-config\na:\t2\n", "#cloud-config\n- a\n");
        assertThat(merged.dropped())
                .containsExactly(
                        new LeftOutPart("p1", "not YAML: a tab outside of quotes, in line 2"),
                        new LeftOutPart("p2", "empty cloud config"));
        assertThat(merged.asMap()).containsEntry("a", 1);
    }

    @Test
    void aPartThatIsIgnoredWithoutAWarningIsReportedToo() {
        assertThat(merged("#cloud-config\nmerge_how: list(append)\nruncmd: [a]\n")
                        .dropped())
                .singleElement()
                .satisfies(part -> assertThat(part.reason()).startsWith("ignored without a warning"));
    }

    @Test
    void templatesAndIncludesMakeTheViewIncomplete() {
        MergedCloudConfig merged = merged(
                "#cloud-config\na: 1\n",
                "## template: jinja\n#cloud-config\nb: {{ v1.region }}\n",
                "#include\nhttp://localhost/x\n",
                "## template: jinja\n#!/bin/sh\n");
        assertThat(merged.isComplete()).isFalse();
        assertThat(merged.notJudged()).extracting(LeftOutPart::part).containsExactly("p1", "p2");
        assertThat(merged.toString())
                .isEqualTo("#cloud-config\n"
                        + "# not judged: p1: a Jinja template is rendered on the instance\n"
                        + "# not judged: p2: what an include fetches is not known before the boot\n"
                        + "{\n  \"a\": 1\n}\n");
    }

    @Test
    void theLastEntryForAPathWins() {
        MergedCloudConfig merged = files(
                "{path: /etc/motd, content: one, permissions: '0600'}",
                "{path: etc/../etc/motd, content: two, owner: 'www:www'}");
        assertThat(merged.file("/etc/motd"))
                .contains(new WrittenFile(
                        "/etc/motd", "two".getBytes(StandardCharsets.UTF_8), 0644, "www:www", false, false));
        assertThat(merged.file("/etc/other")).isEmpty();
    }

    @Test
    void appendedContentFollowsAndDeferredContentComesLast() {
        MergedCloudConfig merged = files(
                "{path: /a, content: last, append: true, defer: true}",
                "{path: /a, content: first}",
                "{path: /b, content: more, append: 'yes'}");
        assertThat(merged.file("/a").orElseThrow().text()).isEqualTo("firstlast");
        assertThat(merged.file("/a").orElseThrow().appends()).isFalse();
        assertThat(merged.file("/b").orElseThrow().appends()).isTrue();
    }

    @Test
    void contentIsDecoded() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write("hello".getBytes(StandardCharsets.UTF_8));
        }
        String base64 = Base64.getEncoder().encodeToString(zipped.toByteArray());
        MergedCloudConfig merged = files(
                "{path: /1, encoding: GZ+B64, content: " + base64 + "}",
                "{path: /2, encoding: gzip, content: !!binary " + base64 + "}",
                "{path: /3, encoding: b64, content: 'aGV!sbG8='}",
                "{path: /4, content: !!binary aGVsbG8=}",
                "{path: /5, encoding: nonsense, content: hello}");
        assertThat(merged.files()).hasSize(5).extracting(WrittenFile::text).containsOnly("hello");
    }

    @Test
    void theModeFollowsCloudInitsRules() {
        assertThat(mode("0755")).isEqualTo(0755);
        assertThat(mode("'0755'")).isEqualTo(0755);
        assertThat(mode("'755'")).isEqualTo(0755);
        assertThat(mode("0o755")).isEqualTo(0755);
        assertThat(mode("755")).isEqualTo(01363);
        assertThat(mode("493")).isEqualTo(0755);
        assertThat(mode("rwx")).isEqualTo(0644);
        assertThat(mode("'4755'")).isEqualTo(04755);
        assertThat(mode("")).isEqualTo(0644);
        assertThat(mode("0")).isEqualTo(0644);
    }

    private static int mode(String permissions) {
        return files("{path: /a, permissions: " + permissions + "}")
                .file("/a")
                .orElseThrow()
                .mode();
    }

    @Test
    void anEntryThatCannotBeWrittenStopsAllThatFollow() {
        MergedCloudConfig merged = files(
                "{path: /a, content: x}",
                "{path: /b, content: 5}",
                "{path: /c, content: x}",
                "{path: /d, content: x, defer: true}");
        assertThat(merged.files()).extracting(WrittenFile::path).containsExactly("/a", "/d");
        assertThat(merged.fileProblems())
                .containsExactly("write_files[1]: content must be a string; this and what follows is not written");
    }

    @Test
    void anItemThatIsNoMappingStopsAllThatFollowOrEverything() {
        assertThat(files("{path: /a}", "text", "{path: /b}").files())
                .extracting(WrittenFile::path)
                .containsExactly("/a");
        assertThat(files("{path: /a}", "5").files()).isEmpty();
    }

    @Test
    void manyAliasesOfAliasesAreOneObjectInTheView() {
        StringBuilder text = new StringBuilder("#cloud-config\na0: &a0 [x]\n");
        for (int i = 1; i < 60; i++) {
            text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(merged(text.toString()).get("a59", "0", "1")).isPresent();
    }
}
