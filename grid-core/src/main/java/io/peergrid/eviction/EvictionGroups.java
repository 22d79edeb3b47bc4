package io.peergrid.eviction;

import io.peergrid.partition.SlotLayout;
import io.peergrid.store.EntryStore;
import io.peergrid.store.EntryUses;
import io.peergrid.store.Key;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The groups of entries that a member may evict. A slot's entries count from the first command that this member decides in it as its
 * primary until it no longer leads it. Thread-safe; who may call what is said at {@link EntryUses}.
 */
public final class EvictionGroups implements EntryUses {
    /** A group's number is one byte of each entry. */
    public static final int MOST_GROUPS = 127;

    private final SlotLayout slots;
    private final EvictionGroup[] groups;
    /** 1 if adopted, so that nothing is locked to see it; empty if there are no groups. */
    private final AtomicIntegerArray adopted;

    private final long maxMemoryBytes;
    private @Nullable EntryStore store;

    /**
     * @param rules the first one that covers a key is the key's; at most {@value #MOST_GROUPS}
     * @param maxMemoryBytes of all that the member holds
     */
    public EvictionGroups(SlotLayout slots, List<EvictionRule> rules, long maxMemoryBytes) {
        if (rules.size() > MOST_GROUPS) {
            throw new IllegalArgumentException(rules.size() + " rules; at most " + MOST_GROUPS);
        }
        this.slots = slots;
        groups = new EvictionGroup[rules.size()];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = new EvictionGroup(i, rules.get(i), slots);
        }
        adopted = new AtomicIntegerArray(groups.length == 0 ? 0 : slots.count());
        this.maxMemoryBytes = maxMemoryBytes;
    }

    /** Where the entries are; once, before anything else. */
    public void over(EntryStore entries) {
        store = entries;
    }

    public boolean isEmpty() {
        return groups.length == 0;
    }

    @Override
    public int group(Key key) {
        for (int i = 0; i < groups.length; i++) {
            if (groups[i].covers(key)) {
                return i;
            }
        }
        return NO_GROUP;
    }

    @Override
    public int written(int group, Key key, byte @Nullable [] present) {
        return groups[group].written(key, present);
    }

    @Override
    public void read(int group, Key key, byte[] entry) {
        groups[group].read(key, entry);
    }

    @Override
    public void changed(int slot, int group, Key key, byte @Nullable [] before, byte @Nullable [] after, long bytes) {
        if (adopted.get(slot) != 0) {
            groups[group].changed(store(), slot, key, before, after, bytes);
        }
    }

    @Override
    public void cleared(int slot) {
        if (!isEmpty()) {
            resign(slot);
        }
    }

    @Override
    public Room room(int group, int moreEntries, long moreBytes) {
        if (groups[group].exceeds(moreBytes)) {
            return Room.NEVER;
        }
        return groups[group].hasRoom(moreEntries, moreBytes) ? Room.ENOUGH : Room.NOT_NOW;
    }

    @Override
    public long heapBytes() {
        long bytes = 0;
        for (EvictionGroup group : groups) {
            bytes += group.heapBytes();
        }
        return bytes;
    }

    /** Something is decided in the slot, so this member leads it. Under the slot's lock. */
    public void deciding(int slot, long slotTimeMillis) {
        if (isEmpty()) {
            return;
        }
        now(slotTimeMillis);
        if (adopted.get(slot) == 0) {
            for (EvictionGroup group : groups) {
                group.adopt(store(), slot);
            }
            adopted.set(slot, 1);
        }
    }

    /** Tells policies for which time matters; every few seconds at least. Any thread. */
    public void now(long millis) {
        for (EvictionGroup group : groups) {
            group.ranking().now(millis);
        }
    }

    /** Which slots this member is primary of; from now on its share of the bounds is theirs. On one thread. */
    public void leads(IntPredicate led) {
        int partitioned = 0;
        int replicated = 0;
        for (int slot = 0; slot < adopted.length(); slot++) {
            if (led.test(slot)) {
                partitioned += slots.isReplicated(slot) ? 0 : 1;
                replicated += slots.isReplicated(slot) ? 1 : 0;
            } else if (adopted.get(slot) != 0) {
                resign(slot);
            }
        }
        for (EvictionGroup group : groups) {
            group.leads(partitioned, replicated);
        }
    }

    /** Whether the slot's entries do not count here yet. */
    public boolean isStrange(int slot) {
        return adopted.get(slot) == 0;
    }

    /**
     * An entry that has to go so that all groups are within their bounds and the member within its memory; null if there is none, or
     * nothing may go. {@link #called} has to follow.
     *
     * @param incomingBytes of memory that will be needed in a moment
     */
    public @Nullable Victim next(long incomingBytes) {
        for (EvictionGroup group : groups) {
            Victim victim = group.isOver() ? group.choose(store()) : null;
            if (victim != null) {
                return victim;
            }
        }
        return isPressed(incomingBytes) ? largest() : null;
    }

    /** The command that removes a chosen entry has been given. */
    public void called(Victim victim) {
        groups[victim.group()].called();
    }

    private boolean isPressed(long incomingBytes) {
        return groups.length > 0 && store().bytes() + incomingBytes > maxMemoryBytes;
    }

    /** Of the group that holds most, if one of it may go. */
    private @Nullable Victim largest() {
        boolean[] tried = new boolean[groups.length];
        for (int round = 0; round < groups.length; round++) {
            int most = -1;
            for (int i = 0; i < groups.length; i++) {
                if (!tried[i] && (most < 0 || groups[i].bytes() > groups[most].bytes())) {
                    most = i;
                }
            }
            tried[most] = true;
            Victim victim = groups[most].choose(store());
            if (victim != null) {
                return victim;
            }
        }
        return null;
    }

    /** Entries that count in a group. */
    public long entries(int group) {
        return groups[group].entries();
    }

    /** Heap bytes of the entries that count in a group. */
    public long bytes(int group) {
        return groups[group].bytes();
    }

    private void resign(int slot) {
        adopted.set(slot, 0);
        for (EvictionGroup group : groups) {
            group.resign(slot);
        }
    }

    private EntryStore store() {
        EntryStore present = store;
        if (present == null) {
            throw new IllegalStateException("nothing to evict from");
        }
        return present;
    }
}
