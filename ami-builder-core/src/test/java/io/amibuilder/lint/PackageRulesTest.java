package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "packages:",
                "packages: git",
                "packages: ' git '",
                "packages: [git, [make], [jq, 1.5], [curl, '1.10'], [zip, ~]]",
                "packages: [{apt: [git]}, {snap: [lxd]}]"
            })
    void whatCloudInitInstallsIsFine(String config) {
        assertThat(Findings.placesInConfig(config)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
            packages: 5                 -> 2:11 AB311 packages is the number 5, and no package at all is installed. Write a list
            packages: git make          -> 2:11 AB311 packages is the text 'git make', and
            packages: {git: make}       -> 2:11 AB311 packages is a mapping, and
            packages: [git, 5]          -> 2:17 AB311 this package is the number 5, and no package at all is installed. Put the name into quotes
            packages: [git, []]         -> 2:17 AB311 this package is a list of 0, and no package at all is installed. Write [name, version]
            packages: [[git, '1', '2']] -> 2:12 AB311 this package is a list of 3, and
            packages: [[git, 1.10]]     -> 2:18 AB311 this name or version is read as 1.1, and no package at all is installed. Put it into quotes
            packages: [[git, [a]]]      -> 2:18 AB311 this name or version is read as a list, and
            packages: [{git: make}]     -> 2:12 AB311 this package is a mapping, and no package at all is installed. Put the name into quotes
            packages: [{apt: git}]      -> 2:12 AB311 this package is a mapping, and
            packages: [{apt: [git], yum: [jq]}] -> 2:12 AB311 this package is a mapping, and
            """)
    void whatKeepsPackagesFromBeingInstalledIsSaid(String config, String told) {
        assertThat(Findings.toldOfConfig(config)).singleElement().asString().startsWith(told);
    }

    @Test
    void bothNamesOfTheRestartAreKnownWhenTheyAreTrue() {
        assertThat(Findings.placesInConfig("package_reboot_if_required: true\n"))
                .containsExactly("2:1 AB322");
        assertThat(Findings.placesInConfig("apt_reboot_if_required: true\n")).containsExactly("2:1 AB303", "2:1 AB322");
        assertThat(Findings.placesInConfig("package_reboot_if_required: false\n"))
                .isEmpty();
    }
}
