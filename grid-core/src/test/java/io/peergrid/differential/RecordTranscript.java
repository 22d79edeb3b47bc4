package io.peergrid.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records what {@link TranscriptTest} replays; not run by itself, see {@code record-transcript} beside the resource. */
class RecordTranscript {
    private static final int SEQUENCES = 8;
    private static final int LENGTH = 150;
    private static final long FIRST_SEED = 1_000_000;

    @Test
    void recordsWhatARealRedisReplies() throws Exception {
        String wanted = System.getProperty("transcript.type", "");
        try (RedisProcess redis = RedisProcess.start()) {
            for (Generator generator : Generators.ALL) {
                if (wanted.isEmpty() || wanted.equals(generator.type())) {
                    record(redis, generator)
                            .write(Path.of(System.getProperty("transcript.target"), generator.type() + ".txt.gz"));
                }
            }
        }
    }

    private static Transcript record(RedisProcess redis, Generator generator) {
        long now = System.currentTimeMillis();
        Sequence sequence = new Sequence(redis, new GridSide(() -> now), Generators.ALL);
        List<Transcript.Part> parts = new ArrayList<>();
        for (int i = 0; i < SEQUENCES; i++) {
            long seed = FIRST_SEED + i;
            List<Transcript.Step> steps = new ArrayList<>();
            Sequence.Mismatch mismatch = sequence.run(
                    Sequence.generate(generator, seed, LENGTH, now),
                    new Tally(),
                    (command, reply) -> steps.add(new Transcript.Step(command, reply)));
            assertThat(mismatch).isNull();
            parts.add(new Transcript.Part(generator.type() + " " + seed, steps));
        }
        return new Transcript(redis.version(), now, parts);
    }
}
