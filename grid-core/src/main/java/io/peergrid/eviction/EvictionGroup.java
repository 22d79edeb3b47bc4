package io.peergrid.eviction;

import io.peergrid.partition.SlotLayout;
import io.peergrid.store.EntryStore;
import io.peergrid.store.Key;
import io.peergrid.store.NamespaceMode;
import io.peergrid.store.PackedEntry;
import io.peergrid.store.SplitMix;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entries that one rule is for, as far as this member is responsible for them: how many there are in each slot that it leads, and
 * which goes next. Thread-safe; its lock is taken under a slot's lock, never the other way round.
 */
final class EvictionGroup {
    /** How far a bound may be exceeded until new entries are refused: an eighth, and so many entries or bytes. */
    private static final int ROOM_ENTRIES = 64;

    private static final int ROOM_BYTES = 64 * 1024;
    private static final int SLOT_BYTES = 16;
    /** What an entry takes besides its array: its part of the slot's table. */
    private static final int TABLE_BYTES = 7;

    private final int number;
    private final EvictionRule rule;
    private final SlotLayout slots;
    private final Ranking ranking;
    private final SlotWeights evictable;
    private final int[] entriesBySlot;
    private final long[] bytesBySlot;
    private final BitSet adopted = new BitSet();
    private final SplitMix random;
    private volatile long mostEntries = Long.MAX_VALUE;
    private volatile long mostBytes = Long.MAX_VALUE;
    private final AtomicLong entries = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    /** Chosen, but perhaps not gone yet. */
    private final AtomicInteger going = new AtomicInteger();

    private volatile long rankingBytes;

    EvictionGroup(int number, EvictionRule rule, SlotLayout slots) {
        int slotCount = slots.count();
        this.slots = slots;
        this.number = number;
        this.rule = rule;
        ranking = Ranking.of(rule.eviction());
        evictable = new SlotWeights(slotCount);
        entriesBySlot = new int[slotCount];
        bytesBySlot = new long[slotCount];
        random = new SplitMix(number);
        rankingBytes = ranking.heapBytes();
    }

    boolean covers(Key key) {
        return rule.covers(key);
    }

    Ranking ranking() {
        return ranking;
    }

    /** Entries in the slots that this member leads and has looked into. */
    long entries() {
        return entries.get();
    }

    /** Their heap bytes. */
    long bytes() {
        return bytes.get();
    }

    /** This member leads so many slots of each kind. */
    void leads(int partitioned, int replicated) {
        boolean ofReplicated = NamespaceMode.isReplicated(rule.namespace());
        int led = ofReplicated ? replicated : partitioned;
        int all = ofReplicated ? slots.replicated() : slots.partitioned();
        mostEntries = share(rule.eviction().maxEntries(), led, all);
        mostBytes = share(rule.eviction().maxBytes(), led, all);
    }

    private static long share(long most, int led, int all) {
        return most == 0 ? Long.MAX_VALUE : (most * led + all - 1) / all;
    }

    boolean isOver() {
        return entries.get() - going.get() > mostEntries || bytes.get() > mostBytes;
    }

    /** Whether a single entry is larger than all may be together. */
    boolean exceeds(long entryBytes) {
        return entryBytes > mostBytes;
    }

    /** Whether more can come before others have gone. */
    boolean hasRoom(int moreEntries, long moreBytes) {
        return (moreEntries == 0 || fits(entries.get() + moreEntries, mostEntries, ROOM_ENTRIES))
                && (moreBytes <= 0 || fits(bytes.get() + moreBytes, mostBytes, ROOM_BYTES));
    }

    private static boolean fits(long wanted, long most, int room) {
        return most == Long.MAX_VALUE || wanted <= most + most / 8 + room;
    }

    void read(Key key, byte[] entry) {
        int use = PackedEntry.use(entry);
        int noted = ranking.read(key.hash(), use);
        if (noted != use) {
            PackedEntry.use(entry, noted);
        }
    }

    int written(Key key, byte @Nullable [] present) {
        return ranking.written(key.hash(), present != null, present == null ? 0 : PackedEntry.use(present));
    }

    /** See {@link io.peergrid.store.EntryUses#changed}. */
    synchronized void changed(
            EntryStore store, int slot, Key key, byte @Nullable [] before, byte @Nullable [] after, long moreBytes) {
        if (!adopted.get(slot)) {
            return;
        }
        int more = (after == null ? 0 : 1) - (before == null ? 0 : 1);
        count(slot, more, moreBytes + (long) more * TABLE_BYTES);
        int moreEvictable = (isEvictable(after) ? 1 : 0) - (isEvictable(before) ? 1 : 0);
        if (moreEvictable != 0) {
            evictable.add(slot, moreEvictable);
        }
        if (before == null && after != null) {
            ranking.added(new StoreSampling(store), slot, key.hash(), PackedEntry.use(after));
            rankingBytes = ranking.heapBytes();
        }
    }

    /** This member leads the slot: from now on its entries count. Under the slot's lock, with which nothing of it changes. */
    synchronized void adopt(EntryStore store, int slot) {
        if (adopted.get(slot)) {
            return;
        }
        adopted.set(slot);
        store.scan(slot, 0, entry -> {
            if (PackedEntry.group(entry) == number) {
                PackedEntry.use(entry, ranking.adopted(PackedEntry.use(entry)));
                count(slot, 1, store.bytes(slot, entry) + TABLE_BYTES);
                if (isEvictable(entry)) {
                    evictable.add(slot, 1);
                }
            }
            return true;
        });
    }

    /** The slot is another member's, or empty: its entries count no longer. */
    synchronized void resign(int slot) {
        adopted.clear(slot);
        count(slot, -entriesBySlot[slot], -bytesBySlot[slot]);
        evictable.add(slot, -evictable.of(slot));
    }

    synchronized @Nullable Victim choose(EntryStore store) {
        StoreSampling sampling = new StoreSampling(store);
        Sampled chosen = evictable.total() == 0 ? null : ranking.choose(sampling);
        rankingBytes = ranking.heapBytes();
        return chosen == null ? null : victim(store, chosen);
    }

    private Victim victim(EntryStore store, Sampled chosen) {
        going.incrementAndGet();
        byte[] entry = chosen.entry();
        return new Victim(number, chosen.slot(), store.key(entry).detached(), PackedEntry.version(entry));
    }

    /** The command that removes a chosen entry has been given. */
    void called() {
        going.decrementAndGet();
    }

    long heapBytes() {
        return (long) entriesBySlot.length * SLOT_BYTES + rankingBytes;
    }

    private void count(int slot, int moreEntries, long moreBytes) {
        entriesBySlot[slot] += moreEntries;
        bytesBySlot[slot] += moreBytes;
        entries.addAndGet(moreEntries);
        bytes.addAndGet(moreBytes);
    }

    private boolean isEvictable(byte @Nullable [] entry) {
        return entry != null
                && PackedEntry.group(entry) == number
                && (!rule.eviction().policy().isVolatile() || PackedEntry.deadline(entry) != PackedEntry.NO_DEADLINE);
    }

    /** This group's evictable entries. Under this group's lock. */
    private final class StoreSampling implements Sampling {
        private final EntryStore store;

        StoreSampling(EntryStore store) {
            this.store = store;
        }

        @Override
        public int entries() {
            return evictable.total();
        }

        @Override
        public long mostEntries() {
            return mostEntries;
        }

        @Override
        public List<Sampled> some(int count) {
            return entries() <= 2 * count ? all() : chosen(count);
        }

        private List<Sampled> chosen(int count) {
            List<Sampled> found = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int slot = evictable.slotAt((int) Long.remainderUnsigned(random(), entries()));
                byte[] entry = store.sample(slot, random(), EvictionGroup.this::isEvictable);
                if (entry != null) {
                    found.add(new Sampled(slot, entry));
                }
            }
            return found;
        }

        private List<Sampled> all() {
            List<Sampled> found = new ArrayList<>(entries());
            int last = -1;
            for (int i = 0; i < entries(); i++) {
                int slot = evictable.slotAt(i);
                if (slot != last) {
                    last = slot;
                    store.scan(slot, 0, entry -> {
                        if (isEvictable(entry)) {
                            found.add(new Sampled(slot, entry));
                        }
                        return true;
                    });
                }
            }
            return found;
        }

        @Override
        public @Nullable Sampled find(int slot, int hash, Predicate<byte[]> wanted) {
            long from = Integer.toUnsignedLong(hash);
            Sampled[] found = new Sampled[1];
            store.scan(slot, from, entry -> {
                boolean same = store.hash(entry) == from;
                if (same && isEvictable(entry) && wanted.test(entry)) {
                    found[0] = new Sampled(slot, entry);
                }
                return same && found[0] == null;
            });
            return found[0];
        }

        @Override
        public long hash(byte[] entry) {
            return store.key(entry).hash();
        }

        @Override
        public long random() {
            return random.nextLong();
        }
    }
}
