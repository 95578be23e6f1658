package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlValuesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-a: !!int 5",
                "x-a: !!float 1",
                "x-a: !!float 1.5",
                "x-a: !!float 1e3",
                "x-a: !!float '-.5'",
                "x-a: !!bool 'yes'",
                "x-a: !!bool tRue",
                "x-a: !!null a",
                "x-a: !!str 5",
                "x-a: !!binary aGVs",
                "x-a: !!binary aGVs~",
                "x-a: !!seq [a]",
                "x-a: !!map {a: b}",
                "x-a: 2001-12-14",
                "x-a: 1.5",
                "permissions: {x-a: {umask: 022}}",
                "x-a: {=: 1, b: 2}",
                "x-a: {01: 1, 02: 2}",
                "x-a: {'1': 1, 1: 2}",
                "x-a: &a {b: 1}\nx-b: {<<: [*a, *a], c: 1}"
            })
    void whatIsReadAsItLooksIsFine(String config) {
        assertThat(Findings.placesInConfig(config)).noneMatch(place -> place.contains("AB2"));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
            x-a: !!int x              -> 2:6 AB213 'x' cannot be made into !!int, and cloud-init drops the part.
            x-a: !!int 08             -> 2:6 AB213 '08' cannot be made into !!int, and
            x-a: !!float x            -> 2:6 AB213 'x' cannot be made into !!float, and
            x-a: !!bool 2             -> 2:6 AB213 '2' cannot be made into !!bool, and
            x-a: !!binary a           -> 2:6 AB213 'a' cannot be made into !!binary, and
            x-a: !!binary é           -> 2:6 AB213 'é' cannot be made into !!binary, and
            x-a: !!timestamp 5        -> 2:6 AB213 '5' cannot be made into !!timestamp, and
            x-a: !!timestamp 2001-02-30 -> 2:6 AB213 '2001-02-30' cannot be made into !!timestamp, and
            x-a: !!timestamp 2001-02-03 -> 2:6 AB216 '!!timestamp' makes a Python value
            x-a: 2001-02-30           -> 2:6 AB213 '2001-02-30' cannot be made into a point in time, and
            x-a: 0x_                  -> 2:6 AB213 '0x_' cannot be made into a number, and
            x-a: {2001-02-30: a}      -> 2:7 AB213 '2001-02-30' cannot be made into a point in time, and
            x-a: {!any a: b}          -> 2:7 AB210 cloud-init knows no tag '!any' for a single value, and drops the part.
            x-a: !any {a: b}          -> 2:6 AB210 cloud-init knows no tag '!any' for a mapping, and
            x-a: !any [a]             -> 2:6 AB210 cloud-init knows no tag '!any' for a list, and
            x-a: !!any a              -> 2:6 AB210 cloud-init knows no tag '!!any' for a single value, and
            x-a: !!seq {a: b}         -> 2:6 AB210 cloud-init knows no tag '!!seq' for a mapping, and
            x-a: !!set {a, b}         -> 2:6 AB216 '!!set' makes a Python value
            x-a: {<<: a}              -> 2:11 AB212 '<<' takes a mapping or a list of mappings, and cloud-init drops the part.
            x-a: {<<: [a]}            -> 2:11 AB212 '<<' takes a mapping or a list of mappings, and
            x-a: =                    -> 2:6 AB212 '=' cannot be a value, and cloud-init drops the part.
            x-a: {'=': 1, =: 2}       -> 2:15 AB209 the key '=' is there twice, and the last value silently wins.
            x-a: {[b]: 1}             -> 2:7 AB211 a list cannot be a key, and cloud-init drops the part.
            x-a: 22:22                -> 2:6 AB221 '22:22' is read to base 60: the number 1342. Put it into quotes
            x-a: 0100                 -> 2:6 AB221 '0100' is octal: the number 64.
            x-a: 1_000                -> 2:6 AB221 '1_000' is read without its underscores: the number 1000.
            x-a: 1.10                 -> 2:6 AB221 '1.10' is no version: the number 1.1.
            x-a: 2001-12-14 21:59:43  -> 2:6 AB221 '2001-12-14 21:59:43' is a point in time, which is written back in another form.
            x-a: 1e9                  -> 2:6 AB224 '1e9' is text in YAML 1.1, not a number.
            x-a: [On]                 -> 2:7 AB222 'On' is the truth value True in this list.
            x-a: {2001-12-14 21:59:43: a} -> 2:7 AB223 the key '2001-12-14 21:59:43' is the time 2001-12-14 21:59:43, not text.
            x-a: {~: a}               -> 2:7 AB223 the key '~' is nothing (null), not text.
            x-a: {0100: a}            -> 2:7 AB223 the key '0100' is the number 64, not text.
            """)
    void whatIsReadAsSomethingElseIsSaid(String config, String told) {
        assertThat(Findings.toldOfConfig(config)).singleElement().asString().startsWith(told);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
            !!int 5       -> the number 5
            !!float 1.5   -> the number 1.5
            !!bool yes    -> the truth value yes
            !!null a      -> nothing (null)
            !!str 5       -> the text '5'
            '5'           -> the text '5'
            'aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd'  -> the text 'aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd'
            'aaaaaaaaaabbbbbbbbbbccccccccccdddddddddde' -> the text 'aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd...'
            "a\\nb"       -> the text 'a'
            "\\n"         -> the text ''
            2001-12-14    -> the time 2001-12-14
            """, quoteCharacter = '`')
    void aValueIsDescribed(String value, String described) {
        assertThat(Findings.toldOfConfig("runcmd: " + value + "\n"))
                .singleElement()
                .asString()
                .contains(" AB501 runcmd is " + described + ", and none of its commands would run.");
    }
}
