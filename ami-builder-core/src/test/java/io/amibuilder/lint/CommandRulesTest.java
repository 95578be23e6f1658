package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"runcmd: [~, make]", "bootcmd: [[make, -j, 2], [], '']", "runcmd: [[chmod, '0644', a]]"})
    void whatRunsIsFine(String config) {
        assertThat(Findings.placesInConfig(config)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
            runcmd:                 -> 2:1 AB501 runcmd is nothing (null), and none of its commands would run.
            runcmd: 5               -> 2:9 AB501 runcmd is the number 5, and
            bootcmd: {make: a}      -> 2:10 AB501 bootcmd is a mapping, and
            runcmd: [make, 5]       -> 2:16 AB502 this item of runcmd is the number 5, neither text nor a list, and no command of the whole runcmd runs. Put the command into quotes
            runcmd: [echo a: b]     -> 2:10 AB502 this item of runcmd is a mapping, neither text nor a list, and no command of the whole runcmd runs. Put the command into quotes: ': ' and '{' mean something in YAML
            bootcmd: [[chmod, 0644, a]] -> 2:19 AB503 the word '0644' becomes '420'. Put each word into quotes
            runcmd: [[echo, [a]]]   -> 2:17 AB503 a word of this command is a list, which becomes its Python form. Put each word into quotes
            """)
    void whatDoesNotRunAsItStandsIsSaid(String config, String told) {
        assertThat(Findings.toldOfConfig(config)).singleElement().asString().startsWith(told);
    }

    @Test
    void aWordThatDropsThePartIsFoundOnce() {
        assertThat(Findings.placesInConfig("runcmd: [[test, a, =, a], [test, a, <<, a]]\n"))
                .containsExactly("2:20 AB212", "2:37 AB212");
    }
}
