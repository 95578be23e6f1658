package io.amibuilder.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    @TempDir
    Path directory;

    @Test
    void whatIsAddedIsThereForTheNextProcess() {
        Path file = directory.resolve("history.tsv");
        History.at(file).add("jenkins agent", Phase.IMAGE, Duration.ofMillis(90_500));
        History.at(file).add("jenkins agent", Phase.IMAGE, Duration.ofMinutes(2));
        History.at(file).add("other", Phase.IMAGE, Duration.ofMinutes(9));

        assertThat(History.at(file).durations("jenkins agent", Phase.IMAGE))
                .containsExactly(Duration.ofMillis(90_500), Duration.ofMinutes(2));
        assertThat(History.at(file).durations("jenkins agent", Phase.PROOF)).isEmpty();
        assertThat(directory).isDirectoryContaining("glob:**/history.tsv").isNotEmptyDirectory();
    }

    @Test
    void linesThatAreNotUnderstoodArePassedOver() throws IOException {
        Path file = directory.resolve("history.tsv");
        Files.writeString(file, "agent\tIMAGE\t1000\nagent\tLUNCH\t5\nagent\tIMAGE\t-3\nagent\n\n");

        assertThat(History.at(file).durations("agent", Phase.IMAGE)).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void onlyTheLastTwentyAreKept() {
        History history = History.inMemory();
        for (int i = 1; i <= 25; i++) {
            history.add("agent", Phase.INSTANCE, Duration.ofSeconds(i));
        }
        assertThat(history.durations("agent", Phase.INSTANCE))
                .hasSize(20)
                .startsWith(Duration.ofSeconds(6))
                .endsWith(Duration.ofSeconds(25));
    }

    @Test
    void itSaysWhereItIsAndHowMuchItKnows() {
        History history = History.inMemory();
        history.add("web", Phase.INSTANCE, Duration.ofSeconds(6));
        assertThat(history).hasToString("history in memory with 1 durations");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        assertThatExceptionOfType(HistoryException.class)
                .isThrownBy(() -> History.at(directory))
                .withMessageContaining("the history file " + directory + " could not be read");
    }
}
