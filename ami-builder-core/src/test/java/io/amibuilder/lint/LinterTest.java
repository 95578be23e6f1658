package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.userdata.UserPart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LinterTest {
    @Test
    void aFindingSaysWhereAndWhat() {
        assertThat(Linter.lint(
                        List.of(UserPart.of("10_x.cfg", "#cloud-config\npackages: [git]\nhostname:\tx\n")), Set.of()))
                .singleElement()
                .hasToString("cloudinit/10_x.cfg:3:10: error AB202: a tab stands where YAML 1.1 allows blanks only, and"
                        + " cloud-init drops the part. Use blanks");
    }

    @Test
    void anAllowedCodeIsNotReported() {
        List<UserPart> parts = List.of(UserPart.of("10_x.cfg", "#cloud-config\npakages: [git]\napt_update: true\n"));
        assertThat(Linter.lint(parts, Set.of())).hasSize(2);
        assertThat(Linter.lint(parts, Set.of(LintCode.KEY_MISSPELT)))
                .extracting(LintFinding::code)
                .containsExactly(LintCode.KEY_DEPRECATED);
    }

    @Test
    void codesAreFoundByNumberAndName() {
        assertThat(LintCode.of("ab202")).contains(LintCode.YAML_TAB);
        assertThat(LintCode.of("YAML_TAB")).contains(LintCode.YAML_TAB);
        assertThat(LintCode.of("AB999")).isEmpty();
    }

    @Test
    void allFindingsAreInOneMessageAndSurviveSerialization() throws Exception {
        List<LintFinding> findings =
                Linter.lint(List.of(UserPart.of("10_x.cfg", "#cloud-config\nrun-cmd: [a]\nboot_cmd: [b]\n")), Set.of());
        LintException thrown = new LintException(findings);
        assertThat(thrown)
                .hasMessageContaining("2 mistakes")
                .hasMessageContaining("cloudinit/10_x.cfg:2:1: error AB301:")
                .hasMessageContaining("Did you mean 'runcmd'?")
                .hasMessageContaining("cloudinit/10_x.cfg:3:1: error AB301:");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(thrown);
        }
        ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        assertThat(((LintException) in.readObject()).findings()).isEqualTo(findings);
    }

    @Test
    void columnsCountCharactersAndNotUnits() {
        assertThat(lint("write_files:\n  - {path: /x, content: \"\uD83D\uDE00\", permissions: 755}\n"))
                .containsExactly("3:43 AB607");
    }

    @Test
    void aPlaceInABlockIsThatOfTheFile() {
        assertThat(lint("runcmd:\n  - |\n\n    echo a\n      && reboot\n  - 'x; reboot'\n  - >\n    reboot\n"))
                .containsExactly("6:10 AB505", "7:9 AB505", "8:5 AB505");
    }

    @Test
    void aPlaceInAnArchiveIsThatOfTheFile() {
        assertThat(
                        places(
                                Map.of(
                                        "10_x.cfg",
                                        "#cloud-config-archive\n- type: text/cloud-config\n  content: |\n    runcmd:\n      - echo a: b\n")))
                .containsExactly("4:5 AB405", "5:9 AB502");
    }

    @Test
    void everyMistakeOfMergeHowThatDropsThePartIsFound() {
        assertThat(lint("merge_how: list(append)+dict\n")).containsExactly("2:12 AB401");
        assertThat(lint("merge_how: {list: append}\n")).containsExactly("2:12 AB401");
        assertThat(lint("merge_how: 5\n")).containsExactly("2:12 AB401");
        assertThat(lint("merge_how:\n- {name: dict}\n")).containsExactly("3:3 AB401");
        assertThat(lint("merge_how:\n- {settings: [replace]}\n")).containsExactly("3:3 AB401");
        assertThat(lint("merge_how:\n- [dict, replace]\n- [lists, append]\n")).containsExactly("4:4 AB401");
        assertThat(lint("merge_how:\n- {name: dict, settings: }\n")).containsExactly("3:25 AB401");
        assertThat(lint("merge_how:\n")).containsExactly("2:1 AB404");
        assertThat(lint("merge_how: dict(replace)+list()+dict()\nmerge_type: dict()\n"))
                .containsExactly("2:12 AB404", "3:1 AB404");
        assertThat(lint("merge_how: Dict(No-Replace, recurse-list) + LIST(append)\nruncmd: [a]\n"))
                .isEmpty();
        assertThat(lint("merge_how:\n- [dict, replace]\nruncmd: [a]\n")).containsExactly("3:1 AB405");
    }

    @Test
    void whatAnEarlierPartHasSetIsSaid() {
        Map<String, String> parts = Map.of(
                "10_a.cfg", "#cloud-config\nntp: {enabled: true, pools: [a]}\nlocale: C\nruncmd: [a]\nmounts:\n",
                "20_b.cfg",
                        "#cloud-config\nntp: {enabled: false, pools: [b]}\nlocale: C\nruncmd: [b]\nmounts: [[x]]\n");
        assertThat(places(parts)).containsExactly("2:16 AB406", "5:9 AB406");
    }

    @Test
    void onlyAnExitThatLosesSomethingIsFound() {
        assertThat(
                        lint(
                                "runcmd:\n- exit 1\n- a || exit\n- a || exit 1\n- (exit 0)\n- echo exit 0\n- 'sh -c \"exit 0\"'\n"))
                .isEmpty();
        assertThat(lint("runcmd:\n- exit\n- a || exit 0\n- if x; then exit 0; fi\n- exec nginx\n- [exit, 0]\n"))
                .containsExactly("3:3 AB504", "4:8 AB504", "5:14 AB504", "6:3 AB504", "7:3 AB504");
    }

    @Test
    void commandsThatTurnTheMachineOffAreFoundWhereTheyRun() {
        assertThat(lint("runcmd:\n- sudo shutdown -h now\n- /sbin/reboot\n- systemctl --no-block poweroff\n- init 6\n"))
                .containsExactly("3:3 AB505", "4:3 AB505", "5:3 AB505", "6:3 AB505");
        assertThat(
                        lint(
                                "runcmd:\n- shutdown -c\n- echo reboot\n- man reboot\n- systemctl enable reboot.timer\n- A=reboot b\n"))
                .isEmpty();
        assertThat(places(Map.of("10_x.sh", "#!/bin/bash -e\nmake\nif x; then\n  reboot\nfi\n")))
                .containsExactly("4:3 AB505");
        assertThat(places(Map.of("10_x.py", "#!/usr/bin/python3\nreboot\n"))).isEmpty();
    }

    @Test
    void aQuoteThatSwallowsTheRestIsFound() {
        assertThat(lint("runcmd:\n- echo it's\n- echo \"a\n- |\n  cat <<EOF\n  text\n"))
                .containsExactly("3:10 AB506", "4:8 AB506", "6:12 AB506");
    }

    @Test
    void ownersAreKnownFromAllParts() {
        assertThat(places(Map.of(
                        "10_a.cfg",
                                "#cloud-config\nwrite_files: [{path: /a, owner: 'bob:adm'}, {path: /b, owner: '1000:0'}]\n",
                        "20_b.cfg", "#cloud-config\nusers: [{name: bob}]\n")))
                .containsExactly("2:33 AB609", "2:63 AB609", "2:63 AB609");
    }

    @Test
    void permissionsAreNumbersOfCloudInits() {
        assertThat(lint("write_files: [{path: /a, permissions: 0755}, {path: /b, permissions: '0755'}, {path: /c,"
                        + " permissions: 0o755}, {path: /d, permissions: 493}]\n"))
                .isEmpty();
        assertThat(lint("write_files: [{path: /a, permissions: rwx}, {path: /b, permissions: 644}, {path: /c,"
                        + " permissions: '0999'}]\n"))
                .containsExactly("2:39 AB607", "2:69 AB607", "2:99 AB607");
    }

    @Test
    void aKeyThatNearlyIsOneIsNamed() {
        assertThat(Linter.lint(List.of(UserPart.of("10_x.cfg", "#cloud-config\nwrite-files: []\n")), Set.of()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedy()).isEqualTo("Did you mean 'write_files'?"));
        assertThat(lint("pacakges: []\nPackages: []\nhostnam: x\nfoo: 1\n"))
                .containsExactly("2:1 AB301", "3:1 AB301", "4:1 AB301", "5:1 AB302");
    }

    @Test
    void aDeepOrRecursiveDocumentIsRead() {
        assertThat(lint("x-deep: " + "[".repeat(5_000) + "]".repeat(5_000) + "\n"))
                .isEmpty();
        assertThat(lint("x-self: &a [*a, &b {k: *b}]\nx-merge: &c {<<: *c, d: 1}\n"))
                .isEmpty();
        assertThat(lint("users: &a [{name: x, groups: *a}]\nntp: &n {config: *n}\n"))
                .isEmpty();
    }

    @Test
    void aKeyBeyondTheLimitIsNotYaml() {
        assertThat(lint("ntp: {" + "x".repeat(1100) + ": 1}\n"))
                .singleElement()
                .asString()
                .endsWith("AB201");
    }

    @Test
    void otherPartsAreReadAsWhatTheyAre() {
        assertThat(places(Map.of("a.txt", "#include-once\n# comment\n\n  https://example.com/a\n")))
                .containsExactly("4:3 AB112");
        assertThat(places(Map.of("a.txt", "#include\n# comment\n"))).containsExactly("1:1 AB111");
        assertThat(places(Map.of("a.txt", "## template: jinja\n{% if x %}\n#cloud-config\n: - {{{\n")))
                .isEmpty();
        assertThat(places(Map.of("a.txt", "#part-handler\nimport os\n"))).isEmpty();
        assertThat(places(Map.of("a.txt", "#CLOUD-BOOTHOOK\n#!/bin/sh\n"))).containsExactly("1:1 AB105");
    }

    private static List<String> lint(String config) {
        return Findings.placesInConfig(config);
    }

    private static List<String> places(Map<String, String> parts) {
        return Linter.lint(
                        parts.entrySet().stream()
                                .map(part -> UserPart.of(part.getKey(), part.getValue()))
                                .collect(Collectors.toList()),
                        Set.of())
                .stream()
                .map(Findings::place)
                .toList();
    }
}
