package io.amibuilder.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's first command, after its Maven half, which brought us here. */
class ReadmeIT {
    private static final String LEFT_OUT = "[...]";

    @Test
    void theFirstCommandSaysWhatTheReadmeShows() throws Exception {
        RealTools.require("sh");
        String java = Readme.blocks("sh").get(0).split(" && ", 2)[1];
        String path = Path.of(System.getProperty("java.home"), "bin").toString();

        String said = RealTools.run(Repository.ROOT, "sh", "-c", "PATH='" + path + "':$PATH; " + java);

        List<String> shown = Readme.blocks("text")
                .get(0)
                .lines()
                .filter(line -> !line.equals("..."))
                .map(line -> line.endsWith(LEFT_OUT) ? line.substring(0, line.indexOf(LEFT_OUT)) : line)
                .toList();
        assertThat(shown).hasSizeGreaterThan(5);
        int from = 0;
        for (String line : shown) {
            int at = said.indexOf(line, from);
            assertThat(at)
                    .as("'%s' after what was shown before it, in:\n%s", line, said)
                    .isNotNegative();
            from = at + line.length();
        }
    }
}
