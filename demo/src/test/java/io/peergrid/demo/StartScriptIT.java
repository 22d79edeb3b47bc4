package io.peergrid.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the README tells people to type, after a build of everything. */
class StartScriptIT {
    @Test
    void startsWhatTheBuildHasMade() throws IOException, InterruptedException {
        Process script = new ProcessBuilder(Path.of("start").toAbsolutePath().toString(), "--help")
                .redirectErrorStream(true)
                .start();
        script.getOutputStream().close();

        String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(script.waitFor()).as(said).isZero();
        assertThat(said).contains("--story");
    }
}
