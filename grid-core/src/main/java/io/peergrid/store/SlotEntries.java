package io.peergrid.store;

import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one slot holds: the table of entries, large values, counts, the index of deadlines, and what an installation needs to
 * know. {@link #find} may run in any thread; everything else under the slot's lock unless it says "a glance".
 */
final class SlotEntries {
    /** This object, its table's header and its counts, in bytes. */
    private static final int FIXED_BYTES = 184;

    private static final int REFERENCE_BYTES = 4;
    private static final int STALE_ITEMS = 32;

    private final Namespaces namespaces;
    private final EntryUses uses;
    private final EntryTable table;
    private final NamespaceCounts counts = new NamespaceCounts();
    private @Nullable DueIndex dueIndex;
    private @Nullable Installation installation;
    private @Nullable LargeValues larges;
    private int expiring;
    private long entryBytes;
    private volatile long nextDueMillis = Long.MAX_VALUE;

    SlotEntries(Namespaces namespaces, EntryUses uses) {
        this.namespaces = namespaces;
        this.uses = uses;
        this.table = new EntryTable(namespaces);
    }

    /** Any thread. */
    byte @Nullable [] find(Key key) {
        int namespace = namespaces.find(key.namespace());
        return namespace == Namespaces.UNKNOWN ? null : table.find(namespace, key);
    }

    /**
     * Does nothing if the key was changed or removed at a higher version. What a copy brings may have the present one: an entry
     * that changed the key more than once was perhaps not applied to its end.
     */
    void put(Key key, long version, long deadline, ByteSlice value) {
        byte[] present = find(key);
        if (isNewer(key, present, version)) {
            return;
        }
        dropLarge(present);
        replace(key, present, version, deadline, value);
    }

    /**
     * Changes a collection, or makes it; one of another type goes first. Nothing happens if the key was changed or removed at a
     * higher version, or if a copy is coming in and the part with the key is still to come.
     */
    void change(Key key, long version, ValueType type, ByteSlice changes) {
        byte[] present = find(key);
        if (isNewer(key, present, version) || isAwaited(key, present)) {
            return;
        }
        long deadline = present == null ? PackedEntry.NO_DEADLINE : PackedEntry.deadline(present);
        ByteSlice value = present != null && ValueTag.typeOf(PackedEntry.tag(present)) == type.tag()
                ? PackedEntry.value(present)
                : null;
        if (value == null) {
            dropLarge(present);
        } else if (ValueTag.isLarge(value.byteAt(0))) {
            larges().change(handle(value), changes);
            replace(key, present, version, deadline, value);
            return;
        }
        byte[] packed = type.changePacked(value, changes);
        if (packed == null) {
            LargeValue large = type.large(value);
            large.change(changes);
            packed = reference(type, larges().add(large));
        }
        replace(key, present, version, deadline, ByteSlice.of(packed));
    }

    /** Changes when a present key expires; nothing else. Passed over as in {@link #change}. */
    void setDeadline(Key key, long version, long deadline) {
        byte[] present = find(key);
        if (present != null && !isNewer(key, present, version) && !isAwaited(key, present)) {
            replace(key, present, version, deadline, PackedEntry.value(present));
        }
    }

    /** The collection that an entry refers to; null if the entry holds its value itself. */
    @Nullable
    LargeValue large(byte[] entry) {
        return ValueTag.isLarge(PackedEntry.tag(entry)) ? larges().get(handle(PackedEntry.value(entry))) : null;
    }

    /** See {@link LargeValues#identity}; 0 if the entry holds its value itself. */
    long largeIdentity(byte[] entry) {
        return ValueTag.isLarge(PackedEntry.tag(entry)) ? larges().identity(handle(PackedEntry.value(entry))) : 0;
    }

    private void replace(Key key, byte @Nullable [] present, long version, long deadline, ByteSlice value) {
        int namespace = namespaces.number(key.namespace());
        int group = uses.group(key);
        byte[] entry = PackedEntry.pack(version, deadline, group, namespace, key, value);
        if (group != EntryUses.NO_GROUP) {
            PackedEntry.use(entry, uses.written(group, key, present));
        }
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

    private boolean isNewer(Key key, byte @Nullable [] present, long version) {
        return present != null ? PackedEntry.version(present) > version : removedAt(key) > version;
    }

    /** A key that an entry removed and made anew has the version of its removal. */
    private boolean isAsNew(Key key, byte @Nullable [] present, long version) {
        return present != null ? PackedEntry.version(present) >= version : removedAt(key) > version;
    }

    private boolean isAwaited(Key key, byte @Nullable [] present) {
        Installation coming = installation;
        if (coming == null) {
            return false;
        }
        boolean here = present != null && ValueTag.isLarge(PackedEntry.tag(present));
        return coming.isAwaited(key) || (coming.isPartial(key) && !here);
    }

    private LargeValues larges() {
        LargeValues present = larges;
        if (present == null) {
            present = new LargeValues();
            larges = present;
        }
        return present;
    }

    private void dropLarge(byte @Nullable [] entry) {
        if (entry != null && ValueTag.isLarge(PackedEntry.tag(entry))) {
            larges().remove(handle(PackedEntry.value(entry)));
        }
    }

    private static byte[] reference(ValueType type, int handle) {
        return new WireWriter(9).u8(type.tag() + ValueTag.LARGE).varInt(handle).toBytes();
    }

    private static int handle(ByteSlice reference) {
        return new WireReader(reference.source(), reference.offset() + 1, reference.length() - 1).varInt();
    }

    /** Does nothing but remember if the key was changed at a higher version. */
    void remove(Key key, long version) {
        byte[] present = find(key);
        if (present != null && PackedEntry.version(present) > version) {
            return;
        }
        if (installation != null) {
            installation.removed(key, version);
        }
        if (present != null) {
            dropLarge(present);
            int namespace = PackedEntry.namespace(present);
            table.remove(namespace, key);
            count(namespace, -1);
            forget(key, present);
        }
    }

    /**
     * A piece of a large value of a copy.
     *
     * @param first whether the pieces begin (anew) with this one
     * @param next see {@link LargeValue#install}
     */
    void installPiece(
            Key key,
            boolean first,
            long version,
            long deadline,
            ValueType type,
            ByteSlice piece,
            byte @Nullable [] next) {
        byte[] present = find(key);
        boolean partial = installation != null && installation.isPartial(key);
        if (first) {
            if (!partial && isAsNew(key, present, version)) {
                return;
            }
            dropLarge(present);
            LargeValue large = type.large(null);
            large.install(piece, next);
            replace(key, present, version, deadline, ByteSlice.of(reference(type, larges().add(large))));
        } else if (partial && present != null && ValueTag.isLarge(PackedEntry.tag(present))) {
            ByteSlice value = PackedEntry.value(present);
            larges().install(handle(value), piece, next);
            replace(key, present, version, deadline, value);
        }
    }

    /** See {@link Installation#copiedTo}. */
    void copiedTo(long hash, @Nullable Key partial) {
        if (installation != null) {
            installation.copiedTo(hash, partial);
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
        installation = new Installation();
    }

    void endInstall() {
        installation = null;
    }

    boolean isInstalling() {
        return installation != null;
    }

    /** See {@link EntryTable#scan}. Any thread. */
    long scan(long from, Predicate<byte[]> visitor) {
        return table.scan(from, visitor);
    }

    /** See {@link EntryTable#sample}. Any thread. */
    byte @Nullable [] sample(long random, Predicate<byte[]> wanted) {
        return table.sample(random, wanted);
    }

    /** Heap bytes of an entry, its collection included if it is large. */
    long bytes(byte[] entry) {
        LargeValue large = large(entry);
        return heapBytes(entry.length) + (large == null ? 0 : large.heapBytes());
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
        long large = larges == null ? 0 : larges.bytes();
        return FIXED_BYTES + entryBytes + (long) table.capacity() * REFERENCE_BYTES + index + large;
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
        return installation == null ? Long.MIN_VALUE : installation.removedAt(key);
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
