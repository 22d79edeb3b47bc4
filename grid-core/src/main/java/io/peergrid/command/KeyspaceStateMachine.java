package io.peergrid.command;

import io.peergrid.EntryEvent;
import io.peergrid.command.backlog.BacklogMark;
import io.peergrid.command.backlog.StoreSoon;
import io.peergrid.command.cache.CacheMark;
import io.peergrid.command.lock.LockCommands;
import io.peergrid.eviction.EvictionGroups;
import io.peergrid.eviction.EvictionRule;
import io.peergrid.partition.SlotLayout;
import io.peergrid.replication.StateMachine;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.EntryStore;
import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import io.peergrid.store.SlotCopy;
import io.peergrid.store.ValueTag;
import io.peergrid.value.CollectionTypes;
import io.peergrid.wire.WireFormatException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of commands and effects over a member's {@link EntryStore}. Deterministic: what is decided depends on the
 * slot's entries, the command, the version and the time given, and on nothing else (only the memory bound also depends on
 * what the member holds in other slots, and who holds a lock also on the members there are; it shows in the decision, so copies agree).
 *
 * <p>Any command may be decided, a read too: that is how a read that met an expired entry removes it first (I28). Bytes that
 * are no command get the answer {@link ErrorCode#MALFORMED}. Locking is as {@link StateMachine} says.
 */
public final class KeyspaceStateMachine implements StateMachine {
    /** What {@link #elements} says of a large collection, which cannot be counted without the slot's lock. */
    private static final int MANY_ELEMENTS = 128;

    private final EvictionGroups evictions;
    private final EntryStore store;
    private final SlotCopy copy;
    private final KeyspaceLimits limits;
    private final SlotLayout slots;
    private final Presence presence;
    private final RemovalCounts removals = new RemovalCounts();
    private volatile Watcher watcher = (type, key) -> {};
    private volatile @Nullable EntryWatcher entries;
    private volatile @Nullable BacklogWatcher backlogs;
    private volatile boolean telling;
    private volatile @Nullable Consumer<Key> reads;

    /** Without replicated slots, where nobody ever leaves. */
    public KeyspaceStateMachine(int slotCount, KeyspaceLimits limits) {
        this(slotCount, limits, (member, epoch) -> false);
    }

    /**
     * Without replicated slots.
     *
     * @param presence of holders of locks
     */
    public KeyspaceStateMachine(int slotCount, KeyspaceLimits limits, Presence presence) {
        this(SlotLayout.of(slotCount), limits, presence, List.of());
    }

    /**
     * @param presence of holders of locks
     * @param evictions what may be lost to make room
     */
    public KeyspaceStateMachine(
            SlotLayout slots, KeyspaceLimits limits, Presence presence, List<EvictionRule> evictions) {
        this.evictions = new EvictionGroups(slots, evictions, limits.maxMemoryBytes());
        this.store = new EntryStore(slots.count(), CollectionTypes.ALL, this.evictions);
        this.evictions.over(store);
        this.copy = new SlotCopy(store);
        this.limits = limits;
        this.slots = slots;
        this.presence = presence;
    }

    /** Is told of collections whose elements somebody may wait for, and of locks and semaphores. */
    @FunctionalInterface
    public interface Watcher {
        /**
         * A collection, a lock or a semaphore has changed. Under the slot's lock, on every copy.
         *
         * @param type a {@link ValueTag}; {@link ValueTag#RAW} for a lock or a semaphore
         * @param key looks into the effect
         */
        void changed(byte type, Key key);
    }

    /** From now on tells of changed lists and sorted sets, of streams that may have more entries, of locks and semaphores, and of claims of caches' entries. */
    public void watch(Watcher told) {
        watcher = told;
    }

    /** Who is told of changes of entries while {@link #tellOfEntries} is on. Before the first entry is applied. */
    public void watchEntries(EntryWatcher told) {
        entries = told;
    }

    /** Who is told from now on of each key whose value is read by its name through {@link #read}; nobody if null. Any thread, no lock. */
    public void watchReads(@Nullable Consumer<Key> told) {
        reads = told;
    }

    /** Who is told of what caches have still to store. Before the first entry is applied. */
    public void watchBacklogs(BacklogWatcher told) {
        backlogs = told;
    }

    /** Begins or ends to tell of changes. Any thread; what is applied meanwhile is told or not. */
    public void tellOfEntries(boolean tell) {
        telling = tell;
    }

    /**
     * How many elements a key's collection has, {@value #MANY_ELEMENTS} if it is large; 0 for what is of another type. Of a lock or a semaphore the
     * permits that are free; 1 if nobody has any: whoever takes it tells how many there are. Of the mark of a cache's entry as of a large collection, unless somebody claims the entry. Any thread, no lock.
     *
     * @param type a {@link ValueTag}
     */
    public int elements(byte type, Key key, long nowMillis) {
        byte[] entry = store.find(key.slot(slots), key);
        if (Keyspaces.isOfMarks(key.namespace())) {
            return entry == null || PackedEntry.isDue(entry, nowMillis) || CacheMark.isFree(entry, presence)
                    ? MANY_ELEMENTS
                    : 0;
        }
        if (isOfClaims(key)) {
            return entry == null || PackedEntry.isDue(entry, nowMillis)
                    ? 1
                    : LockCommands.free(PackedEntry.value(entry), nowMillis, presence);
        }
        if (entry == null || ValueTag.typeOf(PackedEntry.tag(entry)) != type) {
            return 0;
        }
        return PackedEntry.tag(entry) == type ? CollectionTypes.size(PackedEntry.value(entry)) : MANY_ELEMENTS;
    }

    @Override
    public Decision decide(int slot, byte[] command, long version, long slotTimeMillis) {
        evictions.deciding(slot, slotTimeMillis);
        Execution execution = new Execution(store, limits, presence, slot, version, slotTimeMillis, true);
        try {
            Command<?> read = CommandRegistry.read(command);
            read.execute(execution);
            execution.finish();
            if (read instanceof StoreSoon soon) {
                hurry(slot, soon);
            }
            removals.count(execution.effectsByKey());
            return new Decision(
                    execution.footprint(),
                    execution.effects(),
                    execution.answer().toBytes(),
                    execution.isAsynchronous());
        } catch (CommandException refused) {
            return new Decision(
                    execution.footprint(), List.of(), refused.code().answer(refused), execution.isAsynchronous());
        } catch (WireFormatException | IllegalArgumentException malformed) {
            return new Decision(Footprint.NOTHING, List.of(), ErrorCode.MALFORMED.answer(malformed));
        }
    }

    @Override
    public void apply(int slot, long version, List<byte[]> effects) {
        for (byte[] bytes : effects) {
            Effect effect = Effect.read(bytes);
            ByteSlice last = telling && effect instanceof Effect.RemoveEntry ? singleValue(slot, effect.key()) : null;
            effect.applyTo(store, slot, version);
            tell(effect);
            if (telling) {
                tellOf(effect, slot, version, last);
            }
            if (backlogs != null && Keyspaces.isOfBacklog(effect.key().namespace())) {
                tellOfBacklog(effect, slot);
            }
        }
    }

    private void tellOfBacklog(Effect effect, int slot) {
        BacklogWatcher told = backlogs;
        if (told == null) {
            return;
        }
        if (effect instanceof Effect.PutEntry put) {
            told.marked(slot, put.key(), BacklogMark.read(put.value()));
        } else if (effect instanceof Effect.RemoveEntry) {
            told.unmarked(slot, effect.key());
        }
    }

    private void hurry(int slot, StoreSoon soon) {
        BacklogWatcher told = backlogs;
        if (told != null) {
            told.hurried(slot, soon.cache());
        }
    }

    private @Nullable ByteSlice singleValue(int slot, Key key) {
        byte[] entry = store.find(slot, key);
        return entry == null || ValueTag.isCollection(PackedEntry.tag(entry)) ? null : PackedEntry.value(entry);
    }

    private void tell(Effect effect) {
        if (effect instanceof Effect.PutEntry put) {
            tell(put.key(), put.value().byteAt(0));
        } else if (effect instanceof Effect.ChangeCollection change && mayServe(change)) {
            tell(change.key(), change.tag());
        } else if (effect instanceof Effect.RemoveEntry) {
            tell(effect.key(), ValueTag.RAW);
        }
    }

    /** Of the changes of a stream only new entries are waited for. */
    private static boolean mayServe(Effect.ChangeCollection change) {
        return change.tag() != ValueTag.STREAM || CollectionTypes.mayAdd(change.changes());
    }

    private void tellOf(Effect effect, int slot, long version, @Nullable ByteSlice last) {
        EntryWatcher told = entries;
        if (told == null) {
            return;
        }
        if (effect instanceof Effect.PutEntry put) {
            byte tag = put.value().byteAt(0);
            told.changed(slot, version, put.key(), EntryEvent.Cause.PUT, tag, put.value());
        } else if (effect instanceof Effect.ChangeCollection change) {
            told.changed(slot, version, change.key(), EntryEvent.Cause.PUT, change.tag(), null);
        } else if (effect instanceof Effect.RemoveEntry remove) {
            EntryEvent.Cause cause =
                    switch (remove.cause()) {
                        case REMOVED -> EntryEvent.Cause.REMOVED;
                        case EXPIRED -> EntryEvent.Cause.EXPIRED;
                        case EVICTED -> EntryEvent.Cause.EVICTED;
                    };
            told.changed(slot, version, remove.key(), cause, (byte) 0, last);
        } else if (effect instanceof Effect.SetDeadline) {
            told.changed(slot, version, effect.key(), EntryEvent.Cause.DEADLINE, (byte) 0, null);
        }
    }

    private void tell(Key key, byte tag) {
        byte type = ValueTag.typeOf(tag);
        if (type == ValueTag.LIST || type == ValueTag.SORTED_SET || type == ValueTag.STREAM || isOfClaims(key)) {
            watcher.changed(type, key);
        }
    }

    private static boolean isOfClaims(Key key) {
        long namespace = key.namespace();
        return namespace == Keyspaces.LOCKS || namespace == Keyspaces.SEMAPHORES || Keyspaces.isOfMarks(namespace);
    }

    @Override
    public ReadResult read(int slot, byte[] command, long nowMillis) {
        Execution execution = new Execution(store, limits, presence, slot, 0, nowMillis, false);
        try {
            Command<?> read = CommandRegistry.read(command);
            if (read.isMutation()) {
                return new ReadResult(Footprint.NOTHING, null, command);
            }
            read.execute(execution);
            tellOfRead(read);
        } catch (CommandException refused) {
            return new ReadResult(
                    execution.footprint(), refused.code().answer(refused), null, execution.isAsynchronous());
        } catch (WireFormatException | IllegalArgumentException malformed) {
            return new ReadResult(Footprint.NOTHING, ErrorCode.MALFORMED.answer(malformed), null);
        }
        byte[] result = execution.mustMutate() ? null : execution.answer().toBytes();
        return new ReadResult(
                execution.footprint(), result, result == null ? command : null, execution.isAsynchronous());
    }

    private void tellOfRead(Command<?> read) {
        Consumer<Key> told = reads;
        if (told == null) {
            return;
        }
        if (read instanceof Get get) {
            told.accept(get.key());
        } else if (read instanceof MultiGet many) {
            many.keys().forEach(told);
        }
    }

    /** The packed entry of a key, expired or not, to be read: if it may be evicted, that is noted. Any thread, no lock. */
    public byte @Nullable [] find(int slot, Key key) {
        byte[] entry = store.find(slot, key);
        if (entry != null) {
            store.read(key, entry);
        }
        return entry;
    }

    /** What may be lost to make room. */
    public EvictionGroups evictions() {
        return evictions;
    }

    /** Of one namespace. Any thread; a glance. */
    public NamespaceFigures figures(long namespace) {
        return new NamespaceFigures(
                store.entriesOf(namespace), removals.expired(namespace), removals.evicted(namespace));
    }

    @Override
    public boolean readsWithoutLock(byte[] command) {
        return CommandRegistry.isLockFree(command);
    }

    @Override
    public boolean isEmpty(int slot) {
        return store.isEmpty(slot);
    }

    @Override
    public SnapshotPart snapshot(int slot, byte @Nullable [] cursor, int maxBytes) {
        SlotCopy.Part part = copy.next(slot, cursor, maxBytes);
        return new SnapshotPart(part.content(), part.cursor());
    }

    @Override
    public void install(int slot, byte[] part) {
        copy.install(slot, part);
    }

    @Override
    public void beginInstall(int slot) {
        store.beginInstall(slot);
    }

    @Override
    public void endInstall(int slot) {
        store.endInstall(slot);
    }

    @Override
    public void clear(int slot) {
        store.clear(slot);
        EntryWatcher told = entries;
        if (told != null) {
            told.cleared(slot);
        }
    }

    /**
     * Slots in which {@link Reap} is worth executing. Any thread; a glance without locks, so a slot may come late or in vain.
     *
     * @param wanted which slots to look at: those that this member is primary of. At a replica a slot may seem due for ever
     */
    public int[] slotsDue(long nowMillis, int limit, IntPredicate wanted) {
        return store.slotsDue(nowMillis, limit, wanted);
    }

    /** Entries in all slots. Any thread. */
    public long entries() {
        return store.entries();
    }

    /** Entries in one slot. Any thread; a glance. */
    public int entries(int slot) {
        return store.entries(slot);
    }

    /** Heap bytes of all entries, with their overhead. Any thread. */
    public long bytes() {
        return store.bytes();
    }

    /** Heap bytes of one slot. Any thread; a glance. */
    public long bytes(int slot) {
        return store.bytes(slot);
    }
}
