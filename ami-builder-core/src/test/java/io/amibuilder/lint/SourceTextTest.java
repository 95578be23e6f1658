package io.amibuilder.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceTextTest {
    private final SourceText text = new SourceText("a\rb\r\nc\uD83D\uDE00d\n\n");

    @Test
    void everyLineEndOfYamlEndsALine() {
        assertThat(text.position(1)).isEqualTo(new Position(1, 2));
        assertThat(text.position(2)).isEqualTo(new Position(2, 1));
        assertThat(text.position(4)).isEqualTo(new Position(2, 3));
        assertThat(text.position(5)).isEqualTo(new Position(3, 1));
        assertThat(text.position(7)).isEqualTo(new Position(3, 3));
        assertThat(text.position(9)).isEqualTo(new Position(4, 1));
        assertThat(text.position(10)).isEqualTo(new Position(5, 1));
    }

    @Test
    void aTextOfLineEndsAloneHasPositions() {
        assertThat(new SourceText("\n\n\n").position(3)).isEqualTo(new Position(4, 1));
        assertThat(new SourceText("").position(0)).isEqualTo(Position.START);
    }

    @Test
    void aLineIsFoundFromAnyOfItsCharacters() {
        assertThat(text.lineStart(0)).isZero();
        assertThat(text.lineStart(1)).isZero();
        assertThat(text.lineStart(5)).isEqualTo(5);
        assertThat(text.lineStart(7)).isEqualTo(5);
    }

    @Test
    void outsideOfItThereIsNothing() {
        assertThat(text.length()).isEqualTo(10);
        assertThat(text.at(-1)).isEqualTo(-1);
        assertThat(text.at(0)).isEqualTo('a');
        assertThat(text.at(6)).isEqualTo(0x1F600);
        assertThat(text.at(10)).isEqualTo(-1);
        assertThat(text.slice(7, 99)).isEqualTo("d\n\n");
        assertThat(text.slice(10, 11)).isEmpty();
        assertThat(text.slice(11, 12)).isEmpty();
    }
}
