package io.peergrid.command;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.EntryStore;
import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one command sees of its slot, and what it asks for. Entries whose time is over are absent here: a mutation removes
 * them by an effect of its own; a read that met one has to be decided as a mutation instead (I28). One thread, one command.
 */
public final class Execution {
    /** A scan ends its page after so many expired entries, so that the entry that removes them stays small. */
    private static final int MAX_EXPIRED = 1_000;

    private final EntryStore store;
    private final KeyspaceLimits limits;
    private final int slot;
    private final long version;
    private final long nowMillis;
    private final boolean mutable;

    private final WireWriter answer = new WireWriter().u8(Command.OK);
    private final Footprint footprint = new Footprint();
    private @Nullable Map<Key, Effect> effects;
    private long growthBytes;
    private boolean metExpired;

    /** @param version of the entry being decided; ignored for a read */
    Execution(EntryStore store, KeyspaceLimits limits, int slot, long version, long nowMillis, boolean mutable) {
        this.store = store;
        this.limits = limits;
        this.slot = slot;
        this.version = version;
        this.nowMillis = nowMillis;
        this.mutable = mutable;
    }

    /** Where the answer goes. */
    public WireWriter answer() {
        return answer;
    }

    /** The slot's time. */
    public long nowMillis() {
        return nowMillis;
    }

    /** The version that entries put by this command will have. */
    public long version() {
        return version;
    }

    /** The live entry as it was before this command, or null. */
    public byte @Nullable [] find(Key key) {
        checkKey(key);
        footprint.add(key);
        byte[] entry = store.find(slot, key);
        return entry == null || passOverExpired(key, entry) ? null : entry;
    }

    /** Asks for a value; a later change of the same key in this command replaces an earlier one. */
    public void put(Key key, ByteSlice value, Expiry expiry) {
        checkKey(key);
        if (value.length() == 0) {
            throw new CommandException(ErrorCode.MALFORMED, "a value without a tag");
        }
        if (value.length() > limits.maxValueBytes()) {
            throw new CommandException(
                    ErrorCode.TOO_LARGE,
                    "a value of " + value.length() + " bytes; the limit is " + limits.maxValueBytes());
        }
        footprint.add(key);
        byte[] present = store.find(slot, key);
        boolean live = present != null && !PackedEntry.isDue(present, nowMillis);
        long kept = present != null && live ? PackedEntry.deadline(present) : PackedEntry.NO_DEADLINE;
        long deadline = expiry.deadline(nowMillis, kept);
        checkMemory(store.growthBytes(key, value.length(), deadline, present));
        change(new Effect.PutEntry(key, value, deadline));
    }

    /** Asks for the key to go. */
    public void remove(Key key) {
        footprint.add(key);
        change(new Effect.RemoveEntry(key, false));
    }

    /**
     * Visits live entries of a namespace in the order of their hash until the visitor returns false.
     *
     * @param cursor 0 at the start
     * @return where to go on, or {@link Scan#END}
     */
    public long scan(long namespace, long cursor, Predicate<byte[]> visitor) {
        footprint.wholeSlot();
        int[] expired = {0};
        long next = store.scan(slot, cursor, entry -> {
            if (store.namespace(entry) != namespace) {
                return true;
            }
            if (!PackedEntry.isDue(entry, nowMillis)) {
                return visitor.test(entry);
            }
            Key key = store.key(entry);
            footprint.add(key);
            passOverExpired(key, entry);
            return mutable && ++expired[0] < MAX_EXPIRED;
        });
        return next == EntryStore.END ? Scan.END : next;
    }

    /** How many entries of a namespace the slot holds. */
    public int size(long namespace) {
        footprint.wholeSlot();
        return store.size(slot, namespace);
    }

    /** Keys whose time is over, the oldest first. */
    public List<Key> due(int limit) {
        return store.due(slot, nowMillis, limit);
    }

    /** A read met an expired entry and must be decided as a mutation. */
    boolean mustMutate() {
        return !mutable && metExpired;
    }

    /** Of an entry: the keys it changes or saw. Of an answer alone: what it depends on, which may be the whole slot. */
    long[] footprint() {
        return effects == null ? footprint.toArray() : footprint.keys();
    }

    List<byte[]> effects() {
        if (effects == null) {
            return List.of();
        }
        List<byte[]> bytes = new ArrayList<>(effects.size());
        for (Effect effect : effects.values()) {
            bytes.add(effect.toBytes());
        }
        return bytes;
    }

    private boolean passOverExpired(Key key, byte[] entry) {
        if (!PackedEntry.isDue(entry, nowMillis)) {
            return false;
        }
        metExpired = true;
        if (mutable) {
            changes().putIfAbsent(key, new Effect.RemoveEntry(key, true));
        }
        return true;
    }

    private void change(Effect effect) {
        if (!mutable) {
            throw new CommandException(ErrorCode.MALFORMED, "a change asked for in a read");
        }
        changes().put(effect.key(), effect);
    }

    private Map<Key, Effect> changes() {
        if (effects == null) {
            effects = new LinkedHashMap<>(4);
        }
        return effects;
    }

    private void checkKey(Key key) {
        if (key.length() > limits.maxKeyBytes()) {
            throw new CommandException(
                    ErrorCode.TOO_LARGE, "a key of " + key.length() + " bytes; the limit is " + limits.maxKeyBytes());
        }
    }

    private void checkMemory(long growth) {
        growthBytes += growth;
        if (growth > 0 && store.bytes() + growthBytes > limits.maxMemoryBytes()) {
            throw new CommandException(
                    ErrorCode.MEMORY_BOUND,
                    "the member's memory bound of " + limits.maxMemoryBytes() + " bytes is reached");
        }
    }
}
