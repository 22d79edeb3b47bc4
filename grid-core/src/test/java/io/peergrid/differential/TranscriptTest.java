package io.peergrid.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded replies of a real Redis, replayed also where there is none. */
class TranscriptTest {

    static Stream<String> types() {
        return Generators.ALL.stream().map(Generator::type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void repliesAreThoseThatAnInstalledRedisOnceGave(String type) throws IOException {
        Transcript transcript = Transcript.read(type);
        GridSide grid = new GridSide(transcript::nowMillis);
        int steps = 0;
        for (Transcript.Part part : transcript.parts()) {
            grid.reset();
            List<String> before = new ArrayList<>();
            for (Transcript.Step step : part.steps()) {
                String ours = grid.call(step.command());
                before.add(Reply.shown(step.command()));
                assertThat(Comparison.same(step.command(), step.reply(), ours))
                        .as(
                                "sequence %s, Redis: %s, grid: %s, after\n%s",
                                part.title(), step.reply(), ours, String.join("\n", before))
                        .isTrue();
                steps++;
            }
        }
        System.out.println("Transcript of Redis " + transcript.version() + ", type " + type + ": " + steps
                + " commands, same replies");
    }
}
