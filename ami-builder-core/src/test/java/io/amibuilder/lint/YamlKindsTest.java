package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlKindsTest {
    @ParameterizedTest
    @CsvSource({
        "=, VALUE",
        "<<, MERGE",
        "yes, BOOLEAN",
        "Yes, BOOLEAN",
        "YES, BOOLEAN",
        "yEs, STRING",
        "Off, BOOLEAN",
        "OFF, BOOLEAN",
        "oFF, STRING",
        "y, STRING",
        "Null, NULL",
        "nUll, STRING",
        "190:20:30, INTEGER",
        "190:20:30.15, FLOAT",
        "1e3, STRING",
        "1.0e+3, FLOAT",
        "08, STRING",
        "2001-12-14, TIMESTAMP",
        "2001-1-4, STRING",
        "2001-1-4 1:02:03, TIMESTAMP"
    })
    void aPlainTextIsOfTheKindThatPyYamlMakes(String plain, Yaml11.Kind kind) {
        assertThat(Yaml11.kindOf(plain)).isEqualTo(kind);
    }

    @Test
    void pointsAreShownAsPythonWritesThem() {
        assertThat(Stream.of(".inf", "+.Inf", "-.INF", ".NaN", "1:30.5", "-190:20:30.25", "1_0.5", "+1.5")
                        .map(Yaml11::shown))
                .containsExactly("inf", "inf", "-inf", "nan", "90.5", "-685230.25", "10.5", "1.5");
    }

    @Test
    void aZoneIsLessThanADayAway() {
        assertThat(Stream.of("2001-1-1 1:01:01+24", "2001-1-1 1:01:01-24:00", "2001-1-1 1:01:01+23:60"))
                .allMatch(Yaml11::isImpossibleTime);
        assertThat(Stream.of("2001-1-1 1:01:01+23:59", "2001-1-1 1:01:01 Z")).noneMatch(Yaml11::isImpossibleTime);
    }

    @Test
    void aNumberHasADigit() {
        assertThat(Stream.of("0x_", "-0b__")).allMatch(Yaml11::isEmptyNumber);
        assertThat(Stream.of("0x_1", "0", "0x")).noneMatch(Yaml11::isEmptyNumber);
    }
}
