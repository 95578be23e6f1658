package io.amibuilder.examples;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README's first command, after its Maven half, which brought us here. */
class ReadmeIT {
    @Test
    void theFirstCommandSaysWhatTheReadmeShows() throws Exception {
        RealTools.require("sh");
        String java = Readme.blocks("sh").get(0).split(" && ", 2)[1];
        String path = Path.of(System.getProperty("java.home"), "bin").toString();

        String said = RealTools.run(Repository.ROOT, "sh", "-c", "PATH='" + path + "':$PATH; " + java);

        Readme.requireShown(Readme.blocks("text").get(0), said);
    }
}
