package io.peergrid.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class CacheStoryIT {
    private final RecordingScreen screen = new RecordingScreen();

    @Test
    void answersWithoutTheDatabaseAndSaysWhatItSaved() {
        boolean good = new CacheStory(Options.parse("--cache", "--cities", "2000"), screen, 800).run();

        assertThat(good).as(screen.toString()).isTrue();
        assertThat(screen.lines()).anyMatch(line -> line.contains("got the old value, because loading failed"));
        assertThat(screen.lines()).anyMatch(line -> line.contains("1 of the database, all have the answer"));
        assertThat(screen.lines()).anyMatch(line -> line.contains("nobody got a wrong answer"));
        assertThat(screen.lines()).allMatch(line -> line.length() <= Screen.WIDTH);
    }
}
