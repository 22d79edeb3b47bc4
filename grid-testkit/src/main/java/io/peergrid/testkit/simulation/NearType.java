package io.peergrid.testkit.simulation;

import io.peergrid.AsyncGridMap;
import io.peergrid.GridConfigBuilder;
import io.peergrid.GridEntry;
import io.peergrid.NearCopies;
import io.peergrid.membership.Configuration;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import io.peergrid.simulation.SplitMixRandom;
import io.peergrid.testkit.simulation.Attempts.Attempt;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that only rise, read through near copies: no read gives one that was overtaken longer than the bound before it began, and none by one that the
 * reader's own member has written.
 */
final class NearType implements SimulatedType {
    /** What {@link #figures} counts. */
    static final String NEAR_READS = "reads of near copies";

    /** The same of copies that only hot keys have. */
    static final String HOT_READS = "reads of copies of hot keys";

    private static final int ROUNDS = 5;
    /** How often a hot key is read at once. */
    private static final int AT_ONCE = 20;

    private static final long HOT_FOR_NANOS = 1_500 * Scenario.MILLIS;

    private static final long LONGEST_PAUSE_NANOS = 100 * Scenario.MILLIS;

    private final LongSupplier clock;
    private final String map;
    private final List<String> keys;
    private final NearCopies near;
    private final Attempts<Asked, Long> attempts;
    private long nearReads;

    NearType(LongSupplier clock) {
        this(clock, "near", NearCopies.atMost(1_000));
    }

    private NearType(LongSupplier clock, String map, NearCopies near) {
        this.clock = clock;
        this.map = map;
        this.near = near;
        keys = IntStream.range(0, 4).mapToObj(i -> map + i).toList();
        attempts = new Attempts<>(clock);
    }

    /** One in which only hot keys have copies, and one key at a time is read much. */
    static NearType ofHotKeys(LongSupplier clock) {
        return new NearType(clock, "hot", NearCopies.ofHotKeys());
    }

    /**
     * @param by whose member
     * @param value written, one more than the one before; 0 for a read
     */
    record Asked(String key, MemberId by, long value) {
        boolean isRead() {
            return value == 0;
        }
    }

    /** What members of a run with this type have to be told. */
    GridConfigBuilder configure(GridConfigBuilder config) {
        return config.nearMap(map, near);
    }

    @Override
    public String name() {
        return near.hotKeysOnly() ? "hot keys" : "near copies";
    }

    @Override
    public List<String> keys() {
        return keys;
    }

    @Override
    public CompletionStage<?> operate(SimulatedMember at, String client, SplitMixRandom random) {
        String key = keys.get(random.nextInt(keys.size()));
        return random.chance(0.5)
                ? readFor(ROUNDS, near.hotKeysOnly() ? hottest(key) : keys, at, client, random)
                : raise(key, at, client);
    }

    /** One key after the other is read much for a while, all of them now and then. */
    private List<String> hottest(String key) {
        int hot = (int) (clock.getAsLong() / HOT_FOR_NANOS) % keys.size();
        return keys.get(hot).equals(key) ? Collections.nCopies(AT_ONCE, key) : List.of(key);
    }

    /** These, several times over. */
    private CompletionStage<?> readFor(
            int rounds, List<String> some, SimulatedMember at, String client, SplitMixRandom random) {
        CompletionStage<?> round = CompletableFuture.allOf(some.stream()
                .map(key -> read(key, at, client).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
        if (rounds == 1) {
            return round;
        }
        CompletableFuture<Void> later = new CompletableFuture<>();
        return round.thenCompose(done -> {
            long pause = random.nextLong(LONGEST_PAUSE_NANOS);
            var unused = at.process().scheduler().schedule(() -> later.complete(null), pause);
            return later.thenCompose(now -> readFor(rounds - 1, some, at, client, random));
        });
    }

    private CompletionStage<Long> read(String key, SimulatedMember at, String client) {
        boolean elsewhere = isElsewhere(key, at);
        CompletionStage<Long> read = attempts.of(client, new Asked(key, at.id(), 0), () -> map(at).get(key)
                .thenApply(found -> found == null ? 0 : found));
        CompletableFuture<Long> result = read.toCompletableFuture();
        if (elsewhere && result.isDone() && !result.isCompletedExceptionally()) {
            nearReads++;
        }
        return read;
    }

    private static boolean isElsewhere(String key, SimulatedMember at) {
        Configuration<SlotTable> installed = at.node().installed();
        if (installed == null) {
            return false;
        }
        return !installed.body().assignment(at.slotOf(key)).inSync().contains(at.id());
    }

    /** By version, so that the number never falls, whatever becomes of those who heard nothing. */
    private CompletionStage<?> raise(String key, SimulatedMember at, String client) {
        return Attempts.begun(() -> map(at).getEntry(key)).thenCompose(found -> swap(key, found, at, client));
    }

    private CompletionStage<?> swap(
            String key, @Nullable GridEntry<String, Long> found, SimulatedMember at, String client) {
        long version = found == null ? 0 : found.version();
        long value = found == null ? 1 : found.value() + 1;
        return attempts.of(client, new Asked(key, at.id(), value), () -> map(at).compareAndSet(key, version, value)
                .thenApply(done -> done ? value : 0L));
    }

    private AsyncGridMap<String, Long> map(SimulatedMember at) {
        return at.grid().map(map, String.class, Long.class).async();
    }

    @Override
    public CompletionStage<?> readAll(SimulatedMember at) {
        return CompletableFuture.allOf(keys.stream()
                .map(key -> read(key, at, "final").toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    /** For tests. */
    Attempts<Asked, Long> attempts() {
        return attempts;
    }

    @Override
    public @Nullable String problem() {
        Map<String, List<Attempt<Asked, Long>>> raised = attempts.all().stream()
                .filter(NearType::hasRaised)
                .collect(Collectors.groupingBy(write -> write.asked.key()));
        for (Attempt<Asked, Long> read : attempts.all()) {
            Long found = read.answer;
            if (read.asked.isRead() && read.ok() && found != null) {
                for (Attempt<Asked, Long> write : raised.getOrDefault(read.asked.key(), List.of())) {
                    if (hidesFrom(read, found, write)) {
                        return "too old by " + (read.start - write.end) / Scenario.MILLIS + " ms: " + read + " after "
                                + write;
                    }
                }
            }
        }
        return null;
    }

    private static boolean hasRaised(Attempt<Asked, Long> write) {
        return write.ok()
                && !write.asked.isRead()
                && Long.valueOf(write.asked.value()).equals(write.answer);
    }

    /** Whether the read had to show the write, which was acknowledged, and shows an older one. */
    private boolean hidesFrom(Attempt<Asked, Long> read, long found, Attempt<Asked, Long> write) {
        if (found >= write.asked.value()) {
            return false;
        }
        boolean own = write.asked.by().equals(read.asked.by());
        long since = read.start - write.end;
        return own ? since > 0 : since > near.staleness().toNanos();
    }

    @Override
    public int operations() {
        return attempts.size();
    }

    @Override
    public Map<String, Long> figures() {
        return Map.of(near.hotKeysOnly() ? HOT_READS : NEAR_READS, nearReads);
    }
}
