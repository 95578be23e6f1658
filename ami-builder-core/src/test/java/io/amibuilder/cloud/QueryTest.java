package io.amibuilder.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryTest {
    @Test
    void aTagOfAnyValueMatchesTheEmptyValueToo() {
        Query query = Query.tagged("a");

        assertThat(query.matches(Map.of("a", ""))).isTrue();
        assertThat(query.matches(Map.of("a", "1", "b", "2"))).isTrue();
        assertThat(query.matches(Map.of("b", "2"))).isFalse();
    }

    @Test
    void narrowingKeepsTheTagOfAnyValue() {
        Query query = Query.tagged("a").and("b", "2");

        assertThat(query.matches(Map.of("a", "1", "b", "2"))).isTrue();
        assertThat(query.matches(Map.of("b", "2"))).isFalse();
        assertThat(query.matches(Map.of("a", "1"))).isFalse();
    }

    @Test
    void noValuesNeverMeanEveryValue() {
        assertThatIllegalArgumentException().isThrownBy(() -> Query.builds(Set.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Query(Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Query(Map.of("b", Set.of()), Set.of("a")))
                .withMessageContaining("each with at least one value");
    }
}
