package io.peergrid.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one slot holds: the table of entries, counts, the index of deadlines, and during an installation the versions of
 * removed keys. {@link #find} may run in any thread; everything else under the slot's lock unless it says "a glance".
 */
final class SlotEntries {
    /** This object, its table's header and its counts, in bytes. */
    private static final int FIXED_BYTES = 176;

    private static final int REFERENCE_BYTES = 4;
    private static final int STALE_ITEMS = 32;

    private final Namespaces namespaces;
    private final EntryTable table;
    private final NamespaceCounts counts = new NamespaceCounts();
    private @Nullable DueIndex dueIndex;
    private @Nullable Map<Key, Long> removedVersions;
    private int expiring;
    private long entryBytes;
    private volatile long nextDueMillis = Long.MAX_VALUE;

    SlotEntries(Namespaces namespaces) {
        this.namespaces = namespaces;
        this.table = new EntryTable(namespaces);
    }

    /** Any thread. */
    byte @Nullable [] find(Key key) {
        int namespace = namespaces.find(key.namespace());
        return namespace == Namespaces.UNKNOWN ? null : table.find(namespace, key);
    }

    /** Does nothing if the key was changed or removed at a higher version. */
    void put(Key key, long version, long deadline, ByteSlice value) {
        byte[] present = find(key);
        if (present != null ? PackedEntry.version(present) > version : removedAt(key) > version) {
            return;
        }
        int namespace = namespaces.number(key.namespace());
        byte[] entry = PackedEntry.pack(version, deadline, namespace, key, value);
        table.put(namespace, key, entry);
        if (present == null) {
            count(namespace, 1);
        } else {
            forget(key, present);
        }
        entryBytes += heapBytes(entry.length);
        if (deadline != PackedEntry.NO_DEADLINE) {
            expiring++;
            index(DueIndex.item(deadline, key.hash()));
        }
    }

    /** Does nothing but remember if the key was changed at a higher version. */
    void remove(Key key, long version) {
        byte[] present = find(key);
        if (present != null && PackedEntry.version(present) > version) {
            return;
        }
        if (removedVersions != null) {
            removedVersions.merge(key.detached(), version, Math::max);
        }
        if (present != null) {
            int namespace = PackedEntry.namespace(present);
            table.remove(namespace, key);
            count(namespace, -1);
            forget(key, present);
        }
    }

    /** An entry of a copy; older than what is here it is passed over, equal too (I23). */
    void install(Key key, long version, long deadline, ByteSlice value) {
        byte[] present = find(key);
        if (present != null ? PackedEntry.version(present) < version : removedAt(key) < version) {
            put(key, version, deadline, value);
        }
    }

    private void count(int namespace, int difference) {
        counts.add(namespace, difference);
        namespaces.count(namespace, difference);
    }

    /** This object is thrown away with its entries. */
    void dropped() {
        counts.takeOff(namespaces);
    }

    void beginInstall() {
        removedVersions = new HashMap<>();
    }

    void endInstall() {
        removedVersions = null;
    }

    boolean isInstalling() {
        return removedVersions != null;
    }

    /** See {@link EntryTable#scan}. Any thread. */
    long scan(long from, Predicate<byte[]> visitor) {
        return table.scan(from, visitor);
    }

    int size(long namespace) {
        int number = namespaces.find(namespace);
        return number == Namespaces.UNKNOWN ? 0 : counts.of(number);
    }

    /** A glance. */
    int size() {
        return table.size();
    }

    /** Heap bytes; a glance. */
    long bytes() {
        long index = dueIndex == null ? 0 : dueIndex.heapBytes();
        return FIXED_BYTES + entryBytes + (long) table.capacity() * REFERENCE_BYTES + index;
    }

    /** When the first entry may be due; a glance. */
    long nextDueMillis() {
        return nextDueMillis;
    }

    /** Entries whose time is over, about in the order of their deadlines. Changes nothing that anyone else can see. */
    List<byte[]> due(long nowMillis, int limit) {
        List<byte[]> due = new ArrayList<>();
        List<Long> kept = new ArrayList<>();
        DueIndex index = dueIndex;
        while (index != null
                && !index.isEmpty()
                && due.size() < limit
                && DueIndex.dueMillis(index.first()) <= nowMillis) {
            long item = index.first();
            int before = due.size();
            collect(item, due);
            boolean stale = due.size() == before;
            while (!index.isEmpty() && index.first() == item) {
                index.removeFirst();
                if (!stale) {
                    kept.add(item);
                }
            }
        }
        if (index != null) {
            kept.forEach(index::add);
            nextDueMillis = index.nextDueMillis();
        }
        return due;
    }

    /** Heap bytes of an entry's array. */
    static long heapBytes(int length) {
        return (16L + length + 7) & ~7L;
    }

    private long removedAt(Key key) {
        return removedVersions == null ? Long.MIN_VALUE : removedVersions.getOrDefault(key, Long.MIN_VALUE);
    }

    private void forget(Key key, byte[] entry) {
        entryBytes -= heapBytes(entry.length);
        long deadline = PackedEntry.deadline(entry);
        DueIndex index = dueIndex;
        if (deadline == PackedEntry.NO_DEADLINE || index == null) {
            return;
        }
        expiring--;
        if (!index.isEmpty() && index.first() == DueIndex.item(deadline, key.hash())) {
            index.removeFirst();
            nextDueMillis = index.nextDueMillis();
        }
    }

    private void index(long item) {
        DueIndex index = dueIndex == null ? new DueIndex() : dueIndex;
        if (index.size() > 2 * expiring + STALE_ITEMS) {
            index = rebuilt();
        } else {
            index.add(item);
        }
        dueIndex = index;
        nextDueMillis = index.nextDueMillis();
    }

    /** Without the items whose entries have gone. */
    private DueIndex rebuilt() {
        DueIndex fresh = new DueIndex();
        table.scan(0, entry -> {
            long deadline = PackedEntry.deadline(entry);
            if (deadline != PackedEntry.NO_DEADLINE) {
                fresh.add(DueIndex.item(deadline, table.hash(entry) << Integer.SIZE));
            }
            return true;
        });
        return fresh;
    }

    private void collect(long item, List<byte[]> found) {
        long least = DueIndex.leastHash(item);
        table.scan(least, entry -> {
            long hash = table.hash(entry);
            long deadline = PackedEntry.deadline(entry);
            boolean same = deadline != PackedEntry.NO_DEADLINE && DueIndex.item(deadline, hash << Integer.SIZE) == item;
            if (same) {
                found.add(entry);
            }
            return hash <= least + 15;
        });
    }
}
