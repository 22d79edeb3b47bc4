package io.peergrid.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTableTest {
    private static final int STABLE_KEYS = 40;
    private static final int CHURNING_KEYS = 400;

    private final Namespaces namespaces = new Namespaces();
    private final EntryTable table = new EntryTable(namespaces);
    private final int namespace = namespaces.number(77);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void holdsWhatAMapHolds(long seed) {
        Random random = new Random(seed);
        Map<Integer, Long> model = new HashMap<>();
        for (long version = 1; version < 50_000; version++) {
            int range = version % 20_000 < 10_000 ? 2_000 : 20;
            int key = random.nextInt(range);
            if (random.nextBoolean()) {
                assertThat(version(table.put(namespace, key(key), entry(key, version))))
                        .isEqualTo(model.put(key, version));
            } else {
                assertThat(version(table.remove(namespace, key(key)))).isEqualTo(model.remove(key));
            }
            if (version % 1_000 == 0) {
                assertSame(model);
            }
        }
    }

    @Test
    void keepsItsLoadBetweenBounds() {
        for (int i = 0; i < 10_000; i++) {
            table.put(namespace, key(i), entry(i, 1));
            assertThat(table.size()).isLessThanOrEqualTo(table.capacity() * 3 / 4);
            assertThat(table.size()).isGreaterThanOrEqualTo(table.capacity() / 4);
        }
        for (int i = 0; i < 10_000; i++) {
            table.remove(namespace, key(i));
        }
        assertThat(table.capacity()).isLessThanOrEqualTo(16);
    }

    @Test
    void keysWithOneHashAreToldApartAndNeverSplitBetweenPages() {
        // The table's order is all that the upper hash half decides; a tiny table makes collisions of homes certain.
        for (int i = 0; i < 3; i++) {
            table.put(namespace, key(i), entry(i, i));
        }
        List<Long> seen = new ArrayList<>();
        for (long cursor = 0; cursor != EntryTable.END; ) {
            cursor = table.scan(cursor, entry -> {
                seen.add(table.hash(entry));
                return false;
            });
        }
        assertThat(seen).hasSize(3).isSorted();
    }

    @Test
    void aScanPassesOverNothingThatStaysWhileTheTableGrowsAndShrinks() {
        Random random = new Random(4);
        for (int i = 0; i < 500; i++) {
            table.put(namespace, key(i), entry(i, 1));
        }
        List<Integer> seen = new ArrayList<>();
        int next = 1_000;
        int round = 0;
        for (long cursor = 0; cursor != EntryTable.END; round++) {
            int[] left = {1 + random.nextInt(10)};
            cursor = table.scan(cursor, entry -> {
                seen.add(number(entry));
                return --left[0] > 0;
            });
            for (int i = 0; i < 60; i++) {
                if (round % 40 < 20) {
                    table.put(namespace, key(next), entry(next++, 1));
                } else if (next > 1_000) {
                    table.remove(namespace, key(--next));
                }
            }
        }

        assertThat(seen).doesNotHaveDuplicates();
        for (int i = 0; i < 500; i++) {
            assertThat(seen).contains(i);
        }
    }

    @Test
    void readersWithoutALockSeeEveryEntryThatStaysAndNoneGoBackInTime() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        for (int i = 0; i < STABLE_KEYS; i++) {
            table.put(namespace, key(i), entry(i, 1));
        }
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            List<Future<Long>> readers = new ArrayList<>();
            for (int reader = 0; reader < 3; reader++) {
                long seed = reader;
                readers.add(pool.submit(() -> readUntil(done, new Random(seed))));
            }
            churn();
            done.set(true);
            for (Future<Long> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
        } finally {
            done.set(true);
            pool.shutdownNow();
        }
    }

    private void churn() {
        Random random = new Random(99);
        for (long version = 2; version < 400_000; version++) {
            int stable = random.nextInt(STABLE_KEYS);
            if (version % 4 == 0) {
                table.put(namespace, key(stable), entry(stable, version));
                continue;
            }
            // Waves, so that the table grows and shrinks again and again.
            boolean growing = version % 20_000 < 10_000;
            int key = STABLE_KEYS + random.nextInt(CHURNING_KEYS);
            if (random.nextInt(10) < (growing ? 8 : 2)) {
                table.put(namespace, key(key), entry(key, version));
            } else {
                table.remove(namespace, key(key));
            }
        }
    }

    private long readUntil(AtomicBoolean done, Random random) {
        long[] newest = new long[STABLE_KEYS + CHURNING_KEYS];
        long reads = 0;
        while (!done.get() || reads == 0) {
            int number = random.nextInt(reads % 2 == 0 ? STABLE_KEYS : newest.length);
            byte[] entry = table.find(namespace, key(number));
            if (entry == null) {
                assertThat(number)
                        .as("a key that is always there was not found")
                        .isGreaterThanOrEqualTo(STABLE_KEYS);
            } else {
                assertThat(number(entry)).isEqualTo(number);
                assertThat(PackedEntry.version(entry)).isGreaterThanOrEqualTo(newest[number]);
                newest[number] = PackedEntry.version(entry);
            }
            reads++;
        }
        return reads;
    }

    private void assertSame(Map<Integer, Long> model) {
        assertThat(table.size()).isEqualTo(model.size());
        Map<Integer, Long> found = new HashMap<>();
        table.scan(0, entry -> found.put(number(entry), PackedEntry.version(entry)) == null);
        assertThat(found).isEqualTo(model);
        model.forEach((key, version) ->
                assertThat(version(table.find(namespace, key(key)))).isEqualTo(version));
    }

    private byte[] entry(int key, long version) {
        byte[] value =
                new WireWriter().u8(ValueTag.RAW).fixed64(key).fixed64(version).toBytes();
        return PackedEntry.pack(version, version % 3, EntryUses.NO_GROUP, namespace, key(key), ByteSlice.of(value));
    }

    /** The key that the value was written for; checks that the entry is whole. */
    private static int number(byte[] entry) {
        ByteSlice value = PackedEntry.value(entry);
        WireReader in = new WireReader(value.source(), value.offset() + 1, value.length() - 1);
        int number = (int) in.fixed64();
        assertThat(in.fixed64()).isEqualTo(PackedEntry.version(entry));
        assertThat(PackedEntry.key(entry).toBytes()).isEqualTo(key(number).bytes());
        return number;
    }

    private static Long version(byte[] entry) {
        return entry == null ? null : PackedEntry.version(entry);
    }

    private static Key key(int number) {
        return new Key(77, ("key:" + number).getBytes(StandardCharsets.UTF_8));
    }
}
