package io.peergrid.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.Eviction;
import io.peergrid.EvictionPolicy;
import io.peergrid.command.hash.HashCommands;
import io.peergrid.eviction.EvictionRule;
import io.peergrid.eviction.Victim;
import io.peergrid.partition.SlotLayout;
import io.peergrid.replication.StateMachine.Decision;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Glob;
import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import io.peergrid.store.ValueTag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Members without a network: what goes, in which order, and that copies follow. */
class EvictionTest {
    private static final int SLOTS = 64;
    private static final long CACHE = 1_000;
    private static final long DATA = 2_000;
    private static final long MEMORY = 1L << 30;

    private final List<EvictionRule> rules = new ArrayList<>();
    private final List<String> evicted = new ArrayList<>();
    private KeyspaceStateMachine machine = machine(MEMORY);
    private KeyspaceStateMachine replica = machine(MEMORY);
    private long version;
    private long now = 1_000_000;

    @Test
    void evictsWhatWasUsedLongestAgoAndKeepsTheOrder() {
        begin(Eviction.by(EvictionPolicy.ALLKEYS_LRU).maxEntries(10));
        for (int i = 0; i < 10; i++) {
            set("k" + i);
        }
        assertThat(read("k0")).isTrue();
        assertThat(machine.find(slot("k1"), key("k1"))).isNotNull();
        set("k2");
        for (int i = 10; i < 16; i++) {
            set("k" + i);
        }

        assertThat(evicted).containsExactly("k3", "k4", "k5", "k6", "k7", "k8");
    }

    @Test
    void evictsTheOldestTenthOfALargeStoreFirst() {
        begin(Eviction.by(EvictionPolicy.ALLKEYS_LRU).maxEntries(5_000));
        IntStream.range(0, 5_500).forEach(i -> set("k" + i));

        assertThat(evicted).hasSize(500);
        double oldest = evicted.stream()
                .mapToInt(key -> Integer.parseInt(key.substring(1)))
                .filter(i -> i < 1_500)
                .count();
        assertThat(oldest / evicted.size()).isGreaterThan(0.9);
    }

    @Test
    void evictsWhatWasUsedLeastOftenAndForgetsOldUse() {
        begin(Eviction.by(EvictionPolicy.ALLKEYS_LFU).maxEntries(3));
        set("often");
        set("once");
        set("formerly");
        IntStream.range(0, 50).forEach(i -> read("formerly"));
        IntStream.range(0, 10).forEach(i -> read("often"));
        read("once");
        set("new");

        assertThat(evicted).containsExactly("new");

        now += 3_600_000;
        execute(0, new Reap(1));
        IntStream.range(0, 10).forEach(i -> read("often"));
        set("newer");
        IntStream.range(0, 10).forEach(i -> read("often"));
        IntStream.range(0, 2).forEach(i -> set("newer"));
        set("newest");

        assertThat(evicted).doesNotContain("often", "newer").contains("formerly");
    }

    @ParameterizedTest
    @EnumSource(names = {"VOLATILE_LRU", "VOLATILE_LFU", "VOLATILE_RANDOM", "VOLATILE_TTL"})
    void volatilePoliciesNeverTouchWhatHasNoTimeToLive(EvictionPolicy policy) {
        begin(Eviction.by(policy).maxEntries(20));
        IntStream.range(0, 10).forEach(i -> set("stays" + i));
        IntStream.range(0, 100).forEach(i -> set("t" + i, Expiry.after(10_000 + i)));

        assertThat(machine.figures(CACHE).entries()).isEqualTo(20);
        assertThat(evicted).hasSize(90).allMatch(key -> key.startsWith("t"));
    }

    @Test
    void evictsTheNearestDeadlineFirst() {
        begin(Eviction.by(EvictionPolicy.VOLATILE_TTL).maxEntries(3));
        set("last", Expiry.after(9_000));
        set("first", Expiry.after(1_000));
        set("second", Expiry.after(2_000));
        set("third", Expiry.after(3_000));
        set("never");

        assertThat(evicted).containsExactly("first", "second");
    }

    @Test
    void anyEntryMayGoAtRandom() {
        begin(Eviction.by(EvictionPolicy.ALLKEYS_RANDOM).maxEntries(100));
        IntStream.range(0, 1_000).forEach(i -> set("k" + i));

        assertThat(machine.figures(CACHE).entries()).isEqualTo(100);
        List<Integer> order =
                evicted.stream().map(key -> Integer.parseInt(key.substring(1))).toList();
        assertThat(order).isNotEqualTo(order.stream().sorted().toList());
        assertThat(order.subList(0, 100)).anyMatch(i -> i > 50).anyMatch(i -> i < 50);
    }

    @Test
    void whatIsUsedOftenOutlivesAScan() {
        begin(Eviction.by(EvictionPolicy.W_TINY_LFU).maxEntries(200));
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            readThrough("hot" + random.nextInt(150));
        }
        IntStream.range(0, 20_000).forEach(i -> {
            readThrough("scan" + i);
            if (i % 10 == 0) {
                readThrough("hot" + random.nextInt(150));
            }
        });

        assertThat(IntStream.range(0, 150).filter(i -> read("hot" + i)).count()).isGreaterThan(75);
        assertThat(machine.figures(CACHE).entries()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void copiesFollowAndOneThatTakesOverGoesOn(EvictionPolicy policy) {
        begin(Eviction.by(policy).maxEntries(300));
        Random random = new Random(3);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 2_000; i++) {
                String key = "k" + random.nextInt(1_000);
                if (!read(key)) {
                    set(key, Expiry.after(1_000_000 + random.nextInt(1_000)));
                }
            }
            KeyspaceStateMachine learner = machine(MEMORY);
            for (int slot = 0; slot < SLOTS; slot++) {
                LearnerCopy copy = new LearnerCopy(learner, slot);
                while (!copy.takesLastPart(machine, 200)) {
                    execute(slot, new Evict(key("none"), 0));
                }
                copy.end();
            }
            assertSame(machine, replica);
            assertSame(machine, learner);
            machine = learner;
            machine.evictions().leads(slot -> true);
            set("after" + round, Expiry.after(1_000_000));
            adoptAll();
            settle();
            assertThat(machine.figures(CACHE).entries()).isLessThanOrEqualTo(300);
            assertThat(machine.evictions().entries(0))
                    .isEqualTo(machine.figures(CACHE).entries());
        }
    }

    @Test
    void sameRunsEvictTheSame() {
        List<String> first = runOfSeed();
        assertThat(runOfSeed()).isEqualTo(first).hasSizeGreaterThan(100);
    }

    private List<String> runOfSeed() {
        evicted.clear();
        rules.clear();
        begin(Eviction.by(EvictionPolicy.W_TINY_LFU).maxEntries(100));
        version = 0;
        Random random = new Random(11);
        for (int i = 0; i < 3_000; i++) {
            readThrough("k" + (int) Math.abs(random.nextGaussian() * 200));
        }
        return List.copyOf(evicted);
    }

    @Test
    void keepsToABoundInBytesWhateverTheSizes() {
        begin(Eviction.by(EvictionPolicy.W_TINY_LFU).maxBytes(100_000));
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            execute(put("k" + random.nextInt(500), random.nextInt(5_000), Expiry.NEVER));
            settle();
            assertThat(machine.evictions().bytes(0)).isLessThanOrEqualTo(100_000);
        }
        assertThat(machine.evictions().bytes(0)).isGreaterThan(90_000);
    }

    @Test
    void refusesAValueThatIsLargerThanAllTogether() {
        begin(Eviction.by(EvictionPolicy.ALLKEYS_LRU).maxBytes(10_000));
        set("k");

        assertThat(code(put("large", 11_000, Expiry.NEVER))).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(machine.figures(CACHE).entries()).isEqualTo(1);
    }

    @Test
    void refusesNewEntriesWhenNothingMayGoAndNothingIsHalfApplied() {
        begin(Eviction.by(EvictionPolicy.VOLATILE_LRU).maxEntries(80));
        IntStream.range(0, 154).forEach(i -> set("k" + i));

        assertThat(code(put("more", 10, Expiry.NEVER))).isEqualTo(ErrorCode.MEMORY_BOUND);
        assertThat(machine.figures(CACHE).entries()).isEqualTo(154);
        assertThat(code(put("k0", 10, Expiry.NEVER))).isNull();
    }

    @Test
    void fullMemoryEvictsWhatMayGoAndNothingElse() {
        rules.add(new EvictionRule(CACHE, null, Eviction.by(EvictionPolicy.ALLKEYS_LRU)));
        begin(1_300_000);
        for (int i = 0; i < 300; i++) {
            set("k" + i, 1_000);
            execute(putOf(DATA, "d" + i, 1_000));
        }
        for (int i = 300; i < 1_100; i++) {
            byte[] command = putOf(DATA, "d" + i, 1_000).toBytes();
            settle(command.length + 64);
            execute(putOf(DATA, "d" + i, 1_000));
        }

        assertThat(machine.figures(DATA).entries()).isEqualTo(1_100);
        assertThat(machine.figures(CACHE).entries()).isBetween(1L, 299L);
        assertThat(machine.figures(CACHE).evictions()).isEqualTo(evicted.size());
        assertThat(machine.bytes()).isLessThanOrEqualTo(1_300_000);
    }

    @Test
    void withoutAPolicyNothingGoesAndWhatDoesNotFitIsRefused() {
        begin(200_000);
        int accepted = 0;
        for (int i = 0; i < 300; i++) {
            settle(2_000);
            accepted += code(putOf(DATA, "d" + i, 1_000)) == null ? 1 : 0;
        }

        assertThat(accepted).isLessThan(300);
        assertThat(machine.figures(DATA).entries()).isEqualTo(accepted);
        assertThat(evicted).isEmpty();
    }

    @Test
    void aStructureGoesAsAWholeAndOnlyOneThatMatches() {
        rules.add(new EvictionRule(
                0,
                Glob.of(bytes("cache:*")),
                Eviction.by(EvictionPolicy.ALLKEYS_LRU).maxBytes(50_000)));
        begin(MEMORY);
        for (String name : List.of("cache:a", "cache:b", "kept")) {
            for (int i = 0; i < 800; i++) {
                execute(HashCommands.SET.of(text(name), text("field" + i), text("value")));
                settle();
            }
        }

        assertThat(evicted).containsExactly("cache:a");
        assertThat(machine.evictions().entries(0)).isEqualTo(1);
        assertThat(machine.evictions().bytes(0)).isBetween(20_000L, 50_000L);
        assertThat(machine.entries()).isEqualTo(2);
        assertSame(machine, replica);
    }

    @Test
    void whatHasChangedSinceItWasChosenStays() {
        begin(Eviction.by(EvictionPolicy.ALLKEYS_LRU).maxEntries(1));
        set("a");
        execute(put("b", 10, Expiry.NEVER));
        Victim victim = machine.evictions().next(0);
        execute(put(name(victim.key()), 20, Expiry.NEVER));

        assertThat(execute(victim.slot(), new Evict(victim.key(), victim.version())))
                .isFalse();
        assertThat(machine.figures(CACHE).entries()).isEqualTo(2);
    }

    @Test
    void slotsOfOtherMembersDoNotCount() {
        begin(Eviction.by(EvictionPolicy.ALLKEYS_LRU).maxEntries(640));
        IntStream.range(0, 640).forEach(i -> set("k" + i));
        machine.evictions().leads(slot -> slot < SLOTS / 2);
        settle();

        assertThat(machine.evictions().entries(0)).isLessThanOrEqualTo(320);
        assertThat(evicted).allMatch(key -> slot(key) < SLOTS / 2);
        assertThat(IntStream.range(0, 640).filter(i -> slot("k" + i) >= SLOTS / 2))
                .allMatch(i -> read("k" + i));

        machine.evictions().leads(slot -> true);
        adoptAll();
        assertThat(machine.evictions().entries(0))
                .isEqualTo(machine.figures(CACHE).entries());
    }

    @Test
    void takesNoMoreThanSixteenBytesAnEntry() {
        KeyspaceStateMachine plain = new KeyspaceStateMachine(SLOTS, KeyspaceLimits.ofMemory(MEMORY));
        begin(Eviction.by(EvictionPolicy.W_TINY_LFU).maxEntries(100_000));
        long empty = machine.bytes();
        for (int i = 0; i < 100_000; i++) {
            Command<?> command = put("key" + i, 20 + i % 8, Expiry.NEVER);
            execute(slot("key" + i), command);
            plain.apply(
                    slot("key" + i),
                    i + 1,
                    plain.decide(slot("key" + i), command.toBytes(), i + 1, now).effects());
        }

        assertThat((machine.bytes() - empty - plain.bytes()) / 100_000.0).isLessThan(16);
    }

    @Test
    void readersSeeWholeEntriesWhileOthersAreEvicted() {
        begin(Eviction.by(EvictionPolicy.W_TINY_LFU).maxEntries(50));
        AtomicBoolean over = new AtomicBoolean();
        List<CompletableFuture<Integer>> readers = IntStream.range(0, 3)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> {
                    int found = 0;
                    for (int i = n; !over.get() || i < 5_000; i++) {
                        String name = "k" + i % 200;
                        byte[] entry = machine.find(slot(name), key(name));
                        if (entry != null) {
                            found++;
                            assertThat(PackedEntry.key(entry).toBytes()).isEqualTo(bytes(name));
                        }
                    }
                    return found;
                }))
                .toList();
        for (int i = 0; i < 20_000; i++) {
            set("k" + i * 7 % 200);
        }
        over.set(true);

        assertThat(readers).allMatch(reader -> reader.join() >= 0);
        assertThat(machine.figures(CACHE).entries()).isEqualTo(50);
        assertSame(machine, replica);
    }

    private void begin(Eviction eviction) {
        rules.add(new EvictionRule(CACHE, null, eviction));
        begin(MEMORY);
    }

    private void begin(long memory) {
        machine = machine(memory);
        replica = machine(MEMORY);
        machine.evictions().leads(slot -> true);
    }

    private KeyspaceStateMachine machine(long memory) {
        return new KeyspaceStateMachine(
                SlotLayout.of(SLOTS), KeyspaceLimits.ofMemory(memory), (member, epoch) -> false, List.copyOf(rules));
    }

    private void adoptAll() {
        IntStream.range(0, SLOTS).forEach(slot -> execute(slot, new Reap(1)));
    }

    private void settle() {
        settle(0);
    }

    private void settle(long incoming) {
        for (Victim next = machine.evictions().next(incoming);
                next != null;
                next = machine.evictions().next(incoming)) {
            machine.evictions().called(next);
            if (execute(next.slot(), new Evict(next.key(), next.version()))) {
                evicted.add(name(next.key()));
            }
        }
    }

    private void set(String key) {
        set(key, Expiry.NEVER);
    }

    private void set(String key, int bytes) {
        execute(put(key, bytes, Expiry.NEVER));
        settle();
    }

    private void set(String key, Expiry expiry) {
        execute(put(key, 10, expiry));
        settle();
    }

    private void readThrough(String key) {
        if (!read(key)) {
            set(key);
        }
    }

    private boolean read(String key) {
        Get command = new Get(key(key), false);
        byte[] answer = machine.read(slot(key), command.toBytes(), now).result();
        return command.result(answer).isPresent();
    }

    private <R> R execute(Command<R> command) {
        return execute(slotOf(command), command);
    }

    private <R> R execute(int slot, Command<R> command) {
        Decision decision = machine.decide(slot, command.toBytes(), ++version, now);
        machine.apply(slot, version, decision.effects());
        replica.apply(slot, version, decision.effects());
        return command.result(decision.result());
    }

    private ErrorCode code(Command<?> command) {
        try {
            execute(command);
            return null;
        } catch (CommandException refused) {
            return refused.code();
        }
    }

    private static int slotOf(Command<?> command) {
        if (command instanceof Put put) {
            return put.key().slot(SlotLayout.of(SLOTS));
        }
        Value first = ((Invocation) command).arguments().get(0);
        return Key.of(0, ((Value.Bytes) first).bytes()).slot(SlotLayout.of(SLOTS));
    }

    private static void assertSame(KeyspaceStateMachine one, KeyspaceStateMachine other) {
        for (int slot = 0; slot < SLOTS; slot++) {
            assertThat(SlotContent.parts(other, slot, 500)).isEqualTo(SlotContent.parts(one, slot, 500));
        }
    }

    private static Put put(String key, int bytes, Expiry expiry) {
        return new Put(key(key), value(bytes), expiry, Put.Condition.ALWAYS, false);
    }

    private static Put putOf(long namespace, String key, int bytes) {
        return new Put(new Key(namespace, bytes(key)), value(bytes), Expiry.NEVER, Put.Condition.ALWAYS, false);
    }

    private static ByteSlice value(int bytes) {
        byte[] value = new byte[bytes + 1];
        value[0] = ValueTag.RAW;
        return ByteSlice.of(value);
    }

    private static Value text(String text) {
        return Value.of(ByteSlice.of(bytes(text)));
    }

    private static Key key(String text) {
        return new Key(CACHE, bytes(text));
    }

    private static String name(Key key) {
        return new String(key.bytes(), StandardCharsets.UTF_8);
    }

    private static int slot(String key) {
        return key(key).slot(SlotLayout.of(SLOTS));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
