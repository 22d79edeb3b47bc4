package io.peergrid.store;

import io.peergrid.wire.WireFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entries of all slots of a member. A slot that never held anything costs one reference. Methods that change a slot, and
 * {@link #size}, {@link #due} and {@link #large}, are called under that slot's lock; {@link #find} and {@link #scan} need
 * none; the others are glances from any thread.
 */
public final class EntryStore {
    /** The cursor behind the last entry of a slot. */
    public static final long END = EntryTable.END;

    /** Its share of the table, at the mean load. */
    private static final int TABLE_SHARE_BYTES = 7;

    private final AtomicReferenceArray<@Nullable SlotEntries> slots;
    private final Namespaces namespaces = new Namespaces();
    private final EntryUses uses;
    private final LongAdder bytes = new LongAdder();
    private final LongAdder entries = new LongAdder();

    private final @Nullable ValueType[] types = new @Nullable ValueType[ValueTag.LARGE];

    /** A store without collections. */
    public EntryStore(int slotCount) {
        this(slotCount, List.of());
    }

    /**
     * A store that evicts nothing.
     *
     * @param types what collections there are
     */
    public EntryStore(int slotCount, Collection<ValueType> types) {
        this(slotCount, types, EntryUses.NONE);
    }

    /**
     * @param types what collections there are
     * @param uses told of all entries that may be evicted
     */
    public EntryStore(int slotCount, Collection<ValueType> types, EntryUses uses) {
        this.uses = uses;
        slots = new AtomicReferenceArray<>(slotCount);
        for (ValueType type : types) {
            this.types[type.tag()] = type;
        }
    }

    /** The entry of a key, or null. */
    public byte @Nullable [] find(int slot, Key key) {
        SlotEntries present = slots.get(slot);
        return present == null ? null : present.find(key);
    }

    /**
     * Puts an entry, unless the key was changed or (during an installation) removed at a higher version.
     *
     * @param deadline milliseconds since the epoch or {@link PackedEntry#NO_DEADLINE}
     * @param value its tag first; copied
     */
    public void put(int slot, Key key, long version, long deadline, ByteSlice value) {
        change(slot, key, present -> present.put(key, version, deadline, value));
    }

    /** Removes a key, unless it was changed at a higher version. */
    public void remove(int slot, Key key, long version) {
        change(slot, key, present -> present.remove(key, version));
    }

    /**
     * Changes a collection, or makes it, unless the key was changed at a higher version or the part of an installation that
     * brings it is still to come.
     *
     * @param tag of the type's packed form
     * @throws WireFormatException if there is no such type
     */
    public void change(int slot, Key key, long version, byte tag, ByteSlice changes) {
        ValueType type = type(tag);
        change(slot, key, present -> present.change(key, version, type, changes));
    }

    /** Changes when a present key expires; passed over as in {@link #change}. */
    public void setDeadline(int slot, Key key, long version, long deadline) {
        change(slot, key, present -> present.setDeadline(key, version, deadline));
    }

    /** The collection that an entry refers to; null if the entry holds its value itself. Under the slot's lock. */
    public @Nullable LargeValue large(int slot, byte[] entry) {
        SlotEntries present = slots.get(slot);
        return present == null ? null : present.large(entry);
    }

    /** Forgets the whole slot; an installation that was under way begins again. */
    public void clear(int slot) {
        SlotEntries present = slots.get(slot);
        if (present != null) {
            slots.set(slot, null);
            present.dropped();
            uses.cleared(slot);
            bytes.add(-present.bytes());
            entries.add(-present.size());
            if (present.isInstalling()) {
                beginInstall(slot);
            }
        }
    }

    /** From now on {@link #remove} remembers versions, so that {@link SlotCopy#install} does not bring removed keys back. */
    public void beginInstall(int slot) {
        change(slot, SlotEntries::beginInstall);
    }

    /** A slot that came in empty costs a null reference again. */
    public void endInstall(int slot) {
        change(slot, SlotEntries::endInstall);
        if (isEmpty(slot)) {
            clear(slot);
        }
    }

    /**
     * Visits entries in the order of their hash until the visitor returns false. An entry that is present from the first call
     * to the last is visited, whatever else changes.
     *
     * @param cursor 0 at the start
     * @return where to go on, or {@link #END}
     */
    public long scan(int slot, long cursor, Predicate<byte[]> visitor) {
        SlotEntries present = slots.get(slot);
        return present == null ? END : present.scan(cursor, visitor);
    }

    /** Notes that an entry was read, if it may be evicted. Any thread; allocates nothing. */
    public void read(Key key, byte[] entry) {
        int group = PackedEntry.group(entry);
        if (group != EntryUses.NO_GROUP) {
            uses.read(group, key, entry);
        }
    }

    /** Whether what a key is evicted with can take more. Under the slot's lock. */
    public EntryUses.Room room(Key key, int moreEntries, long moreBytes) {
        int group = uses.group(key);
        return group == EntryUses.NO_GROUP ? EntryUses.Room.ENOUGH : uses.room(group, moreEntries, moreBytes);
    }

    /** A wanted entry of a slot, chosen by a random number; null if there is none. Any thread. */
    public byte @Nullable [] sample(int slot, long random, Predicate<byte[]> wanted) {
        SlotEntries present = slots.get(slot);
        return present == null ? null : present.sample(random, wanted);
    }

    /** The 32-bit hash by which {@link #scan} finds an entry. */
    public long hash(byte[] entry) {
        return key(entry).hash() >>> Integer.SIZE;
    }

    /** Heap bytes of an entry, its collection included if it is large. Under the slot's lock. */
    public long bytes(int slot, byte[] entry) {
        SlotEntries present = slots.get(slot);
        return present == null ? 0 : present.bytes(entry);
    }

    /** See {@link SlotCopy}. */
    @Nullable
    SlotEntries entriesOf(int slot) {
        return slots.get(slot);
    }

    ValueType type(byte tag) {
        ValueType type = tag < 0 || tag >= types.length ? null : types[tag];
        if (type == null) {
            throw new WireFormatException("no type of collection has the tag " + tag);
        }
        return type;
    }

    /** Keys whose time is over, about the oldest first. */
    public List<Key> due(int slot, long nowMillis, int limit) {
        SlotEntries present = slots.get(slot);
        if (present == null) {
            return List.of();
        }
        List<Key> keys = new ArrayList<>();
        for (byte[] entry : present.due(nowMillis, limit)) {
            keys.add(key(entry));
        }
        return keys;
    }

    /** Wanted slots in which entries may be due, at most {@code limit}; {@link #due} tells, and forgets what is stale. */
    public int[] slotsDue(long nowMillis, int limit, IntPredicate wanted) {
        int[] due = new int[Math.min(limit, slots.length())];
        int count = 0;
        for (int slot = 0; slot < slots.length() && count < due.length; slot++) {
            SlotEntries present = slots.getPlain(slot);
            if (present != null && present.nextDueMillis() <= nowMillis && wanted.test(slot)) {
                due[count++] = slot;
            }
        }
        return Arrays.copyOf(due, count);
    }

    public boolean isEmpty(int slot) {
        return entries(slot) == 0;
    }

    /** Entries of one namespace in one slot. */
    public int size(int slot, long namespace) {
        SlotEntries present = slots.get(slot);
        return present == null ? 0 : present.size(namespace);
    }

    /** Entries in one slot. */
    public int entries(int slot) {
        SlotEntries present = slots.get(slot);
        return present == null ? 0 : present.size();
    }

    /** Entries in all slots. */
    public long entries() {
        return entries.sum();
    }

    /** Entries of one namespace in all slots. */
    public long entriesOf(long namespace) {
        return namespaces.entries(namespace);
    }

    /** Heap bytes of one slot. */
    public long bytes(int slot) {
        SlotEntries present = slots.get(slot);
        return present == null ? 0 : present.bytes();
    }

    /** Heap bytes of all slots: arrays, tables and indexes, by 4-byte references and 8-byte alignment, and what eviction keeps. */
    public long bytes() {
        return bytes.sum() + uses.heapBytes();
    }

    /** By how much {@link #bytes()} would grow if this value took the place of {@code present}. */
    public long growthBytes(Key key, int valueLength, long deadline, byte @Nullable [] present) {
        int namespace = Math.max(0, namespaces.find(key.namespace()));
        int length = PackedEntry.packedLength(deadline, uses.group(key), namespace, key.length(), valueLength);
        long replaced = present == null ? -TABLE_SHARE_BYTES : SlotEntries.heapBytes(present.length);
        return SlotEntries.heapBytes(length) - replaced;
    }

    /** The physical key of an entry; it looks into the entry. */
    public Key key(byte[] entry) {
        ByteSlice key = PackedEntry.key(entry);
        return new Key(namespace(entry), key.source(), key.offset(), key.length());
    }

    public long namespace(byte[] entry) {
        return namespaces.id(PackedEntry.namespace(entry));
    }

    /** A change of one key. */
    void change(int slot, Key key, Change change) {
        int group = uses.group(key);
        if (group == EntryUses.NO_GROUP) {
            change(slot, change);
            return;
        }
        byte[] before = find(slot, key);
        long bytesBefore = before == null ? 0 : bytes(slot, before);
        change(slot, change);
        byte[] after = find(slot, key);
        long bytesAfter = after == null ? 0 : bytes(slot, after);
        uses.changed(slot, group, key, before, after, bytesAfter - bytesBefore);
    }

    void change(int slot, Change change) {
        SlotEntries present = slots.get(slot);
        long bytesBefore = 0;
        int entriesBefore = 0;
        if (present == null) {
            present = new SlotEntries(namespaces, uses);
            slots.set(slot, present);
        } else {
            bytesBefore = present.bytes();
            entriesBefore = present.size();
        }
        change.applyTo(present);
        bytes.add(present.bytes() - bytesBefore);
        if (present.size() != entriesBefore) {
            entries.add(present.size() - entriesBefore);
        }
    }

    /** One change of one slot. */
    interface Change {
        void applyTo(SlotEntries slot);
    }
}
