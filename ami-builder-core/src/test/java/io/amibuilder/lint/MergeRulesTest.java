package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.userdata.UserPart;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How parts are merged, and what is lost between them. */
class MergeRulesTest {
    private static final String REPLACING = "merge_how: dict(replace)+list()+str()\n";

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
            merge_how: [{name: 5, settings: []}]     -> 2:20 AB401 the name of a merger is the number 5, and cloud-init drops the part.
            merge_how: [{settings: []}]              -> 2:13 AB401 an item has no 'name', and
            merge_how: [{name: dict}]                -> 2:13 AB401 an item has no 'settings', and
            merge_how: [{name: dict, settings: 5}]   -> 2:36 AB401 the settings are the number 5, and
            merge_how: [{name: dict, settings: append}] -> 2:36 AB403 settings are text here
            merge_how: [[dict, repalce]]             -> 2:14 AB404 dict() has no option 'repalce'. Use one of allow_delete, no_replace,
            merge_how: dict()+dict()                 -> 2:12 AB404 the second dict() has no effect.
            merge_type: list(append)                 -> 2:13 AB402 without dict() nothing is merged at the top
            """)
    void whatASettingLosesIsSaid(String config, String told) {
        assertThat(Findings.toldOfConfig(config)).singleElement().asString().startsWith(told);
    }

    @Test
    void anEmptyMergeHowLeavesItToMergeType() {
        assertThat(Findings.placesInConfig("merge_how:\nmerge_type: list(append)\n"))
                .containsExactly("3:13 AB402");
    }

    @Test
    void listsThatAreJoinedAtEitherEndAreKept() {
        assertThat(Findings.placesInConfig("merge_how: dict(no_replace,recurse_list)+list(prepend)\nruncmd: [a]\n"))
                .isEmpty();
        assertThat(Findings.placesInConfig("merge_how: dict(recurse_array)+list(append)\nruncmd: [a]\n"))
                .isEmpty();
    }

    @Test
    void whichListIsLostIsSaidWhereTheMergingIs() {
        assertThat(Findings.told("#cloud-config\npackages: [a]\n", "#cloud-config\n" + REPLACING + "packages: [b]\n"))
                .singleElement()
                .asString()
                .startsWith("2:12 AB405 this part's 'packages' replaces that of cloudinit/10_x, which is lost.");
        assertThat(Findings.told(
                        "#cloud-config\npackages: [a]\n", "#cloud-config\npackages: [b]\nmerge_type: dict()+list()\n"))
                .singleElement()
                .asString()
                .startsWith("3:13 AB405 'packages' is also in cloudinit/10_x, and this part's items of it are lost.");
        assertThat(Findings.told("#cloud-config\nruncmd: [a]\nmerge_how: dict()+list()\n"))
                .singleElement()
                .asString()
                .startsWith("3:12 AB405 'runcmd' is also in our own part, and");
        assertThat(Findings.places(
                        "#cloud-config\nlocale: C\n", "#cloud-config\nlocale: [a]\nmerge_how: dict()+list()\n"))
                .containsExactly("2:9 AB304");
    }

    @Test
    void theFirstValueCountsUntilAPartReplacesIt() {
        String utc = "#cloud-config\ntimezone: UTC\n";
        String tokyo = "#cloud-config\ntimezone: Asia/Tokyo\n";
        assertThat(Findings.told(utc, tokyo, utc))
                .containsExactly(
                        "2:11 AB406 'timezone' has been set to the text 'UTC' by cloudinit/10_x, which stays: of"
                                + " two values the first one counts. Set it in one part only");
        assertThat(Findings.places(utc, tokyo + REPLACING, tokyo)).isEmpty();
        assertThat(Findings.places(utc, tokyo + REPLACING, utc)).containsExactly("2:11 AB406");
    }

    @Test
    void partsAreTakenInTheOrderOfTheirNames() {
        List<UserPart> parts = List.of(
                UserPart.of("30_c", "#cloud-config\nlocale: c\n"),
                UserPart.of("10_a", "#cloud-config\nlocale: a\n"),
                UserPart.of("20_b", "#cloud-config\nlocale: b\n"));
        assertThat(Linter.lint(parts, Set.of()))
                .extracting(LintFinding::file)
                .containsExactly("cloudinit/20_b", "cloudinit/30_c");
    }

    @Test
    void mappingsAreComparedByTheirNames() {
        assertThat(Findings.told(
                        "#cloud-config\nntp: {config: {a: b}, '': c}\n",
                        "#cloud-config\nntp: {config: {a: d}, [e]: f}\n"))
                .anySatisfy(
                        told -> assertThat(told).startsWith("2:19 AB406 'ntp.config.a' has been set to the text 'b'"))
                .noneSatisfy(told -> assertThat(told).contains("'ntp.'"));
        String recursive = "#cloud-config\nntp: &n {config: *n}\n";
        assertThat(Findings.places(recursive, recursive)).isEmpty();
    }
}
