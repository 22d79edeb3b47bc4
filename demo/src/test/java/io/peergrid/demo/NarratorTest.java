package io.peergrid.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.demo.Tale.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NarratorTest {
    private static final String SIGNAL = "      +0 ms  SIGKILL sent to n2";

    private final RecordingScreen screen = new RecordingScreen();
    private final Narrator narrator = new Narrator(screen);
    // Ahead of the clock, so that nothing is told before the test asks for it.
    private final Instant start = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS);

    @AfterEach
    void close() {
        narrator.close();
    }

    @Test
    void tellsInOrderOfTimeCountedFromTheSignal() {
        narrator.from(start, "SIGKILL sent to n2");
        narrator.hear(tale(30, Kind.LINE, "b", "n1 elected"));
        narrator.hear(tale(12, Kind.SUSPICION, "n1>n2 a", "n1 suspects n2"));
        narrator.flush();

        assertThat(screen.lines()).containsExactly(SIGNAL, "     +12 ms  n1 suspects n2", "     +30 ms  n1 elected");
    }

    @Test
    void tellsOnceWhatSeveralSaw() {
        narrator.from(start, "SIGKILL sent to n2");
        narrator.hear(tale(30, Kind.LINE, "elected 4", "n1 elected"));
        narrator.hear(tale(28, Kind.LINE, "elected 4", "n1 elected by n1, n3"));
        narrator.flush();
        narrator.hear(tale(50, Kind.LINE, "elected 4", "n1 elected"));
        narrator.flush();

        assertThat(screen.lines()).containsExactly(SIGNAL, "     +28 ms  n1 elected by n1, n3");
    }

    @Test
    void tellsASuspicionOnceUntilItIsWithdrawn() {
        narrator.from(start, "SIGKILL sent to n2");
        narrator.hear(tale(1, Kind.SUSPICION, "n1>n2 1", "n1 suspects n2: no answer"));
        narrator.hear(tale(2, Kind.SUSPICION, "n1>n2 2", "n1 suspects n2: reported by n1"));
        narrator.hear(tale(3, Kind.TRUST, "n1>n2 3", "n1 hears n2 again"));
        narrator.hear(tale(4, Kind.TRUST, "n1>n2 4", "n1 hears n2 again"));
        narrator.flush();

        assertThat(screen.lines())
                .containsExactly(SIGNAL, "      +1 ms  n1 suspects n2: no answer", "      +3 ms  n1 hears n2 again");
    }

    @Test
    void leavesOutDelaysOfPlannedMoves() {
        narrator.hear(tale(2, Kind.DELAY, "9 held back by n1", "epoch 9 waits"));
        narrator.flush();

        assertThat(screen.lines()).isEmpty();
    }

    @Test
    void sumsUpTheStepsOfAMove() {
        narrator.from(start, "SIGKILL sent to n2");
        narrator.hear(tale(10, Kind.MOVE, "1", "500 n4"));
        narrator.hear(tale(20, Kind.MOVE, "2", "700 n4"));
        narrator.hear(tale(40, Kind.WHOLE, "3", "all slots have 2 copies again"));
        narrator.flush();

        assertThat(screen.lines())
                .containsExactly(
                        SIGNAL, "     +20 ms  1,200 slots moved to n4", "     +40 ms  all slots have 2 copies again");
    }

    @Test
    void saysOnceThatCopiesAreMissing() {
        narrator.from(start, "SIGKILL sent to n2");
        narrator.hear(tale(10, Kind.SHORT, "1", "500 slots are short of copies"));
        narrator.hear(tale(20, Kind.SHORT, "2", "300 slots are short of copies"));
        narrator.flush();

        assertThat(screen.lines()).containsExactly(SIGNAL, "     +10 ms  500 slots are short of copies");
    }

    @Test
    void tellsCausesBeforeEffectsOfTheSameMillisecond() {
        narrator.from(start, "SIGKILL sent to n2");
        narrator.hear(tale(0, Kind.CONFIGURATION, "3", "epoch 9 in force"));
        narrator.hear(tale(0, Kind.VOTE, "2", "n3 votes for n1"));
        narrator.hear(tale(0, Kind.SUSPICION, "n1>n2 1", "n1 suspects n2"));
        narrator.flush();

        assertThat(screen.lines())
                .containsExactly(
                        SIGNAL,
                        "      +0 ms  n1 suspects n2",
                        "      +0 ms  n3 votes for n1",
                        "      +0 ms  epoch 9 in force");
    }

    @Test
    void staysWithin80Columns() {
        narrator.from(start, "SIGKILL sent to n2");
        narrator.hear(tale(1, Kind.LINE, "1", "word ".repeat(40)));
        narrator.flush();

        assertThat(screen.lines()).hasSize(2).allMatch(line -> line.length() <= Screen.WIDTH);
    }

    private Tale tale(int millis, Kind kind, String key, String text) {
        return new Tale(Tale.microsOf(start.plusMillis(millis)), kind, key, text);
    }
}
