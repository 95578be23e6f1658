package io.amibuilder.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VersionOrderTest {
    @Test
    void numbersCompareAsNumbers() {
        List<String> sorted = Stream.of("1.10", "1.9", "1.2.3", "2", "1.2", "1.2-rc1", "10")
                .sorted(VersionOrder.INSTANCE)
                .toList();
        assertThat(sorted).containsExactly("1.2", "1.2-rc1", "1.2.3", "1.9", "1.10", "2", "10");
    }

    @Test
    void numbersLargerThanAnIntegerAreFine() {
        assertThat(VersionOrder.INSTANCE.compare("20260101123456789012", "20260101123456789011"))
                .isPositive();
    }
}
