package io.peergrid.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntryStoreTest {
    private final EntryStore store = new EntryStore(4);

    @Test
    void findsDueEntriesInTheOrderOfTheirDeadlinesAndNoOthers() {
        Random random = new Random(2);
        Map<Key, Long> deadlines = new HashMap<>();
        for (long version = 1; version < 20_000; version++) {
            Key key = key(random.nextInt(3_000));
            if (random.nextInt(4) == 0) {
                store.remove(1, key, version);
                deadlines.remove(key);
            } else {
                long deadline = random.nextInt(3) == 0 ? PackedEntry.NO_DEADLINE : 1 + random.nextInt(1_000_000);
                store.put(1, key, version, deadline, value("v"));
                deadlines.remove(key);
                if (deadline != PackedEntry.NO_DEADLINE) {
                    deadlines.put(key, deadline);
                }
            }
        }
        for (long now = 0; now <= 1_000_100; now += 10_000) {
            long surely = now - DueIndex.TICK_MILLIS;
            List<Key> due = store.due(1, now, 10_000);
            assertThat(due).doesNotHaveDuplicates();
            for (Key key : due) {
                assertThat(deadlines.get(key)).isLessThanOrEqualTo(now);
                deadlines.remove(key);
                store.remove(1, key, 1_000_000);
            }
            assertThat(deadlines.values()).allMatch(deadline -> deadline > surely);
        }
        assertThat(deadlines).isEmpty();
    }

    @Test
    void askingForDueEntriesChangesNothing() {
        store.put(1, key(1), 1, 50, value("a"));
        store.put(1, key(2), 2, 50, value("b"));

        List<Key> first = store.due(1, 1_000, 10);

        assertThat(store.due(1, 1_000, 10)).isEqualTo(first).hasSize(2);
        assertThat(store.slotsDue(1_000, 9, slot -> true)).containsExactly(1);
        assertThat(store.slotsDue(1_000, 9, slot -> slot != 1)).isEmpty();
    }

    @Test
    void theIndexOfDeadlinesStaysSmallHoweverOftenTheyChange() {
        for (long version = 1; version < 100_000; version++) {
            store.put(1, key((int) (version % 10)), version, 1_000_000 + version, value("v"));
        }

        assertThat(store.bytes(1)).isLessThan(3_000);
    }

    @Test
    void countsBytesAndEntriesExactly() {
        Random random = new Random(6);
        for (long version = 1; version < 30_000; version++) {
            Key key = new Key(random.nextInt(3), ("k" + random.nextInt(500)).getBytes(StandardCharsets.UTF_8));
            int slot = random.nextInt(4);
            if (random.nextBoolean()) {
                store.put(slot, key, version, random.nextInt(2), value("x".repeat(random.nextInt(100))));
            } else {
                store.remove(slot, key, version);
            }
        }
        long bytes = 0;
        long entries = 0;
        for (int slot = 0; slot < 4; slot++) {
            List<Long> namespaces = new ArrayList<>();
            store.scan(slot, 0, entry -> namespaces.add(store.namespace(entry)));
            for (long namespace = 0; namespace < 3; namespace++) {
                long wanted = namespace;
                assertThat(store.size(slot, namespace)).isEqualTo((int)
                        namespaces.stream().filter(one -> one == wanted).count());
            }
            assertThat(store.entries(slot)).isEqualTo(namespaces.size());
            bytes += store.bytes(slot);
            entries += namespaces.size();
        }
        assertThat(store.bytes()).isEqualTo(bytes);
        assertThat(store.entries()).isEqualTo(entries);
    }

    @Test
    void aSlotThatIsEmptyAfterAnInstallationCostsNothing() {
        store.beginInstall(1);
        store.put(1, key(1), 5, PackedEntry.NO_DEADLINE, value("v"));
        store.remove(1, key(1), 6);
        assertThat(store.bytes()).isPositive();

        store.endInstall(1);

        assertThat(store.bytes()).isZero();
        assertThat(store.entries()).isZero();
    }

    @Test
    void neitherAnOlderEntryNorALatePartBringsAKeyBack() {
        store.beginInstall(1);
        store.put(1, key(1), 5, PackedEntry.NO_DEADLINE, value("new"));
        store.remove(1, key(2), 7);

        store.put(1, key(1), 4, PackedEntry.NO_DEADLINE, value("old"));
        store.put(1, key(2), 6, PackedEntry.NO_DEADLINE, value("old"));

        assertThat(PackedEntry.version(store.find(1, key(1)))).isEqualTo(5);
        assertThat(store.find(1, key(2))).isNull();
        store.endInstall(1);
        store.put(1, key(2), 8, PackedEntry.NO_DEADLINE, value("again"));
        assertThat(PackedEntry.value(store.find(1, key(2))).toBytes())
                .isEqualTo(value("again").toBytes());
    }

    @Test
    void longKeysValuesAndManyNamespacesComeBack() {
        for (int namespace = 0; namespace < 500; namespace++) {
            Key key = new Key(namespace * 1_000_003L, "k".repeat(namespace * 13).getBytes(StandardCharsets.UTF_8));
            store.put(2, key, 1, namespace % 2, value("v".repeat(namespace * 31)));
        }
        for (int namespace = 0; namespace < 500; namespace++) {
            Key key = new Key(namespace * 1_000_003L, "k".repeat(namespace * 13).getBytes(StandardCharsets.UTF_8));
            byte[] entry = store.find(2, key);
            assertThat(store.key(entry)).isEqualTo(key);
            assertThat(PackedEntry.value(entry).length()).isEqualTo(1 + namespace * 31);
            assertThat(PackedEntry.deadline(entry)).isEqualTo(namespace % 2);
        }
    }

    private static Key key(int number) {
        return new Key(9, ("key" + number).getBytes(StandardCharsets.UTF_8));
    }

    private static ByteSlice value(String text) {
        return ByteSlice.of(("?" + text).getBytes(StandardCharsets.UTF_8));
    }
}
