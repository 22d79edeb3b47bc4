package io.peergrid.testkit.simulation;

import io.peergrid.AsyncGridBucket;
import io.peergrid.Eviction;
import io.peergrid.EvictionPolicy;
import io.peergrid.GridConfigBuilder;
import io.peergrid.simulation.SplitMixRandom;
import io.peergrid.testkit.simulation.Attempts.Attempt;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Values of which members evict most: a read finds nothing or the last value, never an older one, and what is gone does not come back. */
final class EvictedType implements SimulatedType {
    private static final String PREFIX = "evicted";
    private static final List<String> KEYS =
            IntStream.range(0, 6).mapToObj(i -> PREFIX + i).toList();
    private static final int MOST_ENTRIES = 3;

    private final Attempts<Asked, Long> attempts;
    private long values;

    EvictedType(LongSupplier clock) {
        attempts = new Attempts<>(clock);
    }

    /**
     * @param value written, different for each write; 0 for a read
     */
    record Asked(String key, long value) {
        boolean isRead() {
            return value == 0;
        }
    }

    /** What members of a run with this type have to be told. */
    static GridConfigBuilder evicting(GridConfigBuilder config) {
        return config.evictStructures(
                PREFIX + "*", Eviction.by(EvictionPolicy.W_TINY_LFU).maxEntries(MOST_ENTRIES));
    }

    @Override
    public String name() {
        return "evicted values";
    }

    @Override
    public List<String> keys() {
        return KEYS;
    }

    @Override
    public CompletionStage<?> operate(SimulatedMember at, String client, SplitMixRandom random) {
        String key = KEYS.get(random.nextInt(KEYS.size()));
        if (random.chance(0.6)) {
            return read(client, key, at);
        }
        long value = ++values;
        return attempts.of(
                client, new Asked(key, value), () -> bucket(key, at).set(value).thenApply(done -> value));
    }

    @Override
    public CompletionStage<?> readAll(SimulatedMember at) {
        return CompletableFuture.allOf(KEYS.stream()
                .map(key -> read("final", key, at).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    private CompletionStage<Long> read(String client, String key, SimulatedMember at) {
        return attempts.of(
                client, new Asked(key, 0), () -> bucket(key, at).get().thenApply(found -> found == null ? 0 : found));
    }

    private static AsyncGridBucket<Long> bucket(String key, SimulatedMember at) {
        return at.grid().bucket(key, Long.class).async();
    }

    /** For tests. */
    Attempts<Asked, Long> attempts() {
        return attempts;
    }

    @Override
    public @Nullable String problem() {
        for (Attempt<Asked, Long> read : attempts.all()) {
            Long found = read.answer;
            if (read.asked.isRead() && read.ok() && found != null && found != 0) {
                String problem = problem(read, found);
                if (problem != null) {
                    return problem;
                }
            }
        }
        return null;
    }

    private @Nullable String problem(Attempt<Asked, Long> read, long found) {
        Attempt<Asked, Long> write = attempts.all().stream()
                .filter(attempt -> attempt.asked.value() == found)
                .findFirst()
                .orElse(null);
        if (write == null || !write.asked.key().equals(read.asked.key()) || !write.mayPrecede(read)) {
            return "a value that nobody can have written: " + read;
        }
        for (Attempt<Asked, Long> between : attempts.all()) {
            boolean sameKey = between.asked.key().equals(read.asked.key());
            if (sameKey && between != write && write.precedes(between) && between.precedes(read) && changes(between)) {
                return read + " found the value of " + write + " in spite of " + between;
            }
        }
        return null;
    }

    /** Whether a value from before is gone for ever after it: another one was written, or none was found. */
    private static boolean changes(Attempt<Asked, Long> attempt) {
        return !attempt.asked.isRead() || Long.valueOf(0).equals(attempt.answer);
    }

    @Override
    public int operations() {
        return attempts.size();
    }
}
