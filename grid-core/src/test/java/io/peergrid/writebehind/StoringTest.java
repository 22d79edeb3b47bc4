package io.peergrid.writebehind;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.BacklogFigures;
import io.peergrid.CacheBacklog;
import io.peergrid.CacheConfig;
import io.peergrid.CacheWrite;
import io.peergrid.CacheWriter;
import io.peergrid.WriteBehind;
import io.peergrid.codec.KeyCodec;
import io.peergrid.codec.ValueTypes;
import io.peergrid.command.Expiry;
import io.peergrid.command.Keyspaces;
import io.peergrid.command.backlog.WriteLater;
import io.peergrid.command.cache.CachedForm;
import io.peergrid.map.CallRunner;
import io.peergrid.partition.SlotLayout;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When changes reach the store, and what happens if it does not take them: one member, a clock that the test moves, everything in its thread. */
class StoringTest {
    private static final int DELAY = 1_000;

    private final Store store = new Store();
    private final LedSlots slots = new LedSlots();
    private final ValueTypes values = new ValueTypes(Set.of(), 1 << 20);
    private final CallRunner runner = new CallRunner(slots, Duration.ofSeconds(5));
    private final Set<Integer> unled = new HashSet<>();
    private final Backlogs backlogs = new Backlogs(
            List.of(CacheConfig.of("cities", String.class, String.class)
                    .writeBehind(
                            store,
                            WriteBehind.defaults()
                                    .delay(Duration.ofMillis(DELAY))
                                    .batch(3)
                                    .retries(Duration.ofMillis(100), Duration.ofMillis(800), 4))
                    .build()),
            values,
            runner,
            slot -> !unled.contains(slot),
            cache -> new Inline());
    private final CacheBacklog<String, String> backlog = backlogs.backlog(
            CacheConfig.of("cities", String.class, String.class).build(), runner);

    StoringTest() {
        slots.watch(backlogs);
        leads(true);
    }

    /** A store with a version for each row, whose rows and whole it can refuse. */
    private static final class Store implements CacheWriter<String, String> {
        final Map<String, String> rows = new HashMap<>();
        final Map<String, Long> versions = new HashMap<>();
        final Set<String> refused = new HashSet<>();
        final List<List<String>> batches = new ArrayList<>();
        boolean down;
        int calls;

        @Override
        public void writeAll(List<CacheWrite<String, String>> writes) throws Exception {
            batches.add(writes.stream().map(CacheWrite::key).toList());
            for (CacheWrite<String, String> write : writes) {
                write(write);
            }
        }

        @Override
        public void write(CacheWrite<String, String> write) throws Exception {
            calls++;
            if (down) {
                throw new IOException("connection refused");
            }
            if (refused.contains(write.key())) {
                throw new IllegalStateException("no such city: " + write.key());
            }
            if (versions.getOrDefault(write.key(), 0L) >= write.version()) {
                return;
            }
            versions.put(write.key(), write.version());
            if (write.isDelete()) {
                rows.remove(write.key());
            } else {
                rows.put(write.key(), write.value());
            }
        }
    }

    private static final class Inline implements StoreThreads {
        @Override
        public boolean execute(Runnable step) {
            step.run();
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void aChangeIsStoredAtItsAgeAndNotBefore() {
        put("Berlin", "1");
        pass(DELAY - 1);
        assertThat(store.rows).isEmpty();
        assertThat(backlog.figures()).isEqualTo(new BacklogFigures(1, 0, Duration.ofMillis(DELAY - 1)));

        pass(1);
        assertThat(store.rows).containsExactly(Map.entry("Berlin", "1"));
        assertThat(backlog.figures()).isEqualTo(new BacklogFigures(0, 0, Duration.ZERO));
    }

    @Test
    void ofManyChangesOfAKeyTheNewestIsStoredWhenTheFirstIsOldEnough() {
        for (int i = 1; i <= 10; i++) {
            put("Berlin", String.valueOf(i));
            pass(DELAY / 10);
        }
        assertThat(store.rows).containsExactly(Map.entry("Berlin", "10"));
        assertThat(store.calls).isEqualTo(1);
    }

    @Test
    void aRemovalDeletesTheRow() {
        put("Berlin", "1");
        pass(DELAY);
        put("Berlin", null);
        pass(DELAY);

        assertThat(store.rows).isEmpty();
        assertThat(store.calls).isEqualTo(2);
    }

    @Test
    void batchesAreAsLargeAsTheyMayBe() {
        for (int i = 0; i < 7; i++) {
            put("c" + i, "1");
        }
        pass(DELAY);

        assertThat(store.rows).hasSize(7);
        assertThat(store.batches).extracting(List::size).containsExactly(3, 3, 1);
    }

    @Test
    void aRowThatTheStoreRefusesHoldsUpNobodyAndIsParkedAfterSoManyAttempts() {
        store.refused.add("Atlantis");
        put("Atlantis", "1");
        put("Berlin", "1");
        put("Paris", "1");
        pass(DELAY);
        assertThat(store.rows.keySet()).containsExactlyInAnyOrder("Berlin", "Paris");

        pass(100);
        pass(200);
        assertThat(backlog.figures().parked()).isZero();
        pass(400);
        assertThat(backlog.figures().parked()).isEqualTo(1);
        assertThat(backlog.parked(10)).singleElement().satisfies(parked -> {
            assertThat(parked.key()).isEqualTo("Atlantis");
            assertThat(parked.value()).isEqualTo("1");
            assertThat(parked.attempts()).isEqualTo(4);
            assertThat(parked.error()).contains("no such city");
        });
        int calls = store.calls;
        pass(100_000);
        assertThat(store.calls).isEqualTo(calls);
    }

    @Test
    void whatIsParkedIsStoredWhenSomebodyAsksOrTheKeyChangesAgain() {
        store.refused.addAll(Set.of("Atlantis", "Avalon", "Vineta"));
        store.refused.forEach(city -> put(city, "1"));
        for (int i = 0; i < 10; i++) {
            pass(DELAY);
        }
        assertThat(backlog.figures().parked()).isEqualTo(3);
        store.refused.clear();

        put("Avalon", "2");
        pass(DELAY);
        assertThat(store.rows).containsExactly(Map.entry("Avalon", "2"));
        assertThat(backlog.dropParked("Vineta")).isTrue();
        assertThat(backlog.dropParked("Vineta")).isFalse();
        assertThat(backlog.retryParked()).isEqualTo(1);
        pass(DELAY);
        assertThat(store.rows).containsOnlyKeys("Avalon", "Atlantis");
        assertThat(backlog.figures()).isEqualTo(new BacklogFigures(0, 0, Duration.ZERO));
    }

    @Test
    void aStoreThatIsDownIsAskedNowAndThenAndNoChangeIsBlamed() {
        for (int i = 0; i < 20; i++) {
            put("c" + i, "1");
        }
        store.down = true;
        for (int i = 0; i < 600; i++) {
            pass(100);
        }
        assertThat(store.calls).isLessThan(100);
        assertThat(backlog.figures().parked()).isZero();
        assertThat(backlog.figures().waiting()).isEqualTo(20);

        store.down = false;
        pass(800);
        assertThat(store.rows).hasSize(20);
    }

    @Test
    void whoeverWaitsForTheStoreDoesNotWaitForTheAge() {
        put("Berlin", "1");
        CompletableFuture<Boolean> stored =
                backlog.awaitStoredAsync(Duration.ofSeconds(10)).toCompletableFuture();
        put("Paris", "1");
        assertThat(stored).isNotDone();
        pass(10);
        pass(20);

        assertThat(stored).isCompletedWithValue(true);
        assertThat(store.rows).containsKey("Berlin");
    }

    @Test
    void whoeverWaitsIsToldWhenTheTimeIsOverAndWhenAllThatIsLeftIsParked() {
        store.down = true;
        put("Berlin", "1");
        CompletableFuture<Boolean> late =
                backlog.awaitStoredAsync(Duration.ofSeconds(1)).toCompletableFuture();
        for (int i = 0; i < 30; i++) {
            pass(50);
        }
        assertThat(late).isCompletedWithValue(false);
        store.down = false;
        store.refused.add("Berlin");
        for (int i = 0; i < 50; i++) {
            pass(100);
        }
        CompletableFuture<Boolean> parked =
                backlog.awaitStoredAsync(Duration.ofHours(1)).toCompletableFuture();
        pass(10);
        assertThat(parked).isCompletedWithValue(false);
    }

    @Test
    void whoeverGetsSlotsStoresWhatWaitsThere() {
        leads(false);
        for (int i = 0; i < 20; i++) {
            put("c" + i, "1");
        }
        pass(10 * DELAY);
        assertThat(store.calls).isZero();
        assertThat(backlogs.isDrained()).isTrue();

        backlogs.leads(allSlots());
        assertThat(backlogs.isDrained()).isFalse();
        pass(1);
        assertThat(store.rows).hasSize(20);
        assertThat(backlogs.isDrained()).isTrue();
    }

    @Test
    void whoeverHasNoLeaseStoresNothing() {
        put("Berlin", "1");
        for (int slot = 0; slot < LedSlots.SLOTS; slot++) {
            unled.add(slot);
        }
        pass(DELAY);
        pass(DELAY);
        assertThat(store.calls).isZero();

        unled.clear();
        pass(DELAY);
        assertThat(store.rows).hasSize(1);
    }

    @Test
    void whatTheGridCouldNotNoteIsStoredOnceMore() {
        put("Berlin", "1");
        slots.answers(part -> !part.mutation());
        pass(DELAY);
        assertThat(store.calls).isEqualTo(1);
        slots.answers(part -> true);
        pass(2 * DELAY);

        assertThat(store.calls).isEqualTo(2);
        assertThat(backlog.figures().waiting()).isZero();
    }

    /** Whatever the store and the grid refuse meanwhile: once both work, the rows are those of the model and nothing waits. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theStoreEndsWithTheNewestOfEachKey(long seed) {
        Random random = new Random(seed);
        Map<String, String> model = new HashMap<>();
        for (int step = 0; step < 1_500; step++) {
            String key = "k" + random.nextInt(15);
            switch (random.nextInt(12)) {
                case 0 -> store.down = random.nextInt(3) == 0;
                case 1 -> {
                    if (!store.refused.remove(key) && random.nextBoolean()) {
                        store.refused.add(key);
                    }
                }
                case 2 -> leads(random.nextInt(4) != 0);
                case 3 -> {
                    int modulus = random.nextInt(3) == 0 ? 2 : 1;
                    slots.answers(part -> random.nextInt(modulus) == 0);
                }
                case 4 -> backlogs.hurry();
                default -> {
                    slots.answers(part -> true);
                    String value = random.nextInt(5) == 0 ? null : "v" + step;
                    put(key, value);
                    if (value == null) {
                        model.remove(key);
                    } else {
                        model.put(key, value);
                    }
                }
            }
            pass(random.nextInt(300));
        }
        store.down = false;
        store.refused.clear();
        slots.answers(part -> true);
        leads(true);
        backlog.retryParked();
        for (int i = 0; i < 10; i++) {
            pass(DELAY);
        }
        assertThat(store.rows).isEqualTo(model);
        assertThat(backlog.figures()).isEqualTo(new BacklogFigures(0, 0, Duration.ZERO));
        assertThat(backlogs.isDrained()).isTrue();
    }

    private void leads(boolean all) {
        backlogs.leads(all ? allSlots() : new BitSet());
        backlogs.poll(slots.nanoTime());
    }

    private static BitSet allSlots() {
        BitSet slots = new BitSet();
        slots.set(0, LedSlots.SLOTS);
        return slots;
    }

    private void put(String city, String value) {
        Key key = new Key(
                Keyspaces.ofCache(
                        CacheConfig.of("cities", String.class, String.class).build()),
                KeyCodec.of(String.class).encode(city));
        ByteSlice stored = value == null
                ? null
                : ByteSlice.of(CachedForm.bytes(
                        values.codec(String.class).encode(value), CachedForm.NEVER, CachedForm.NEVER, 0, new long[0]));
        int slot = key.slot(SlotLayout.of(LedSlots.SLOTS));
        assertThat(runner.start(BehindCalls.write(slot, key, WriteLater.ANY, stored, Expiry.NEVER, false))
                        .toCompletableFuture()
                        .join()
                        .done())
                .isTrue();
    }

    private void pass(long millis) {
        slots.pass(millis);
        backlogs.poll(slots.nanoTime());
    }
}
