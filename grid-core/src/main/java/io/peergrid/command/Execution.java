package io.peergrid.command;

import io.peergrid.command.cache.CacheMark;
import io.peergrid.ports.MemberId;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.EntryStore;
import io.peergrid.store.EntryUses;
import io.peergrid.store.Key;
import io.peergrid.store.LargeValue;
import io.peergrid.store.PackedEntry;
import io.peergrid.store.SplitMix;
import io.peergrid.store.ValueTag;
import io.peergrid.value.ElementType;
import io.peergrid.value.ElementView;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What one command sees of its slot, and what it asks for. Entries whose time is over are absent here: a mutation removes
 * them by an effect of its own; a read that met one has to be decided as a mutation instead (I28). One thread, one command.
 */
public sealed class Execution permits DraftExecution {
    /** What an answer or an entry may have over the largest value. */
    private static final int LARGEST_ANSWER_ROOM = 64 * 1024;
    /** Entries of other namespaces that a scan passes over at most: they are not counted by whoever scans, and the slot waits. */
    private static final int MAX_OTHERS = 10_000;

    /** Beside one value of the greatest size a command may have its key, a field or member, and options. */
    private static final int NAMES_OF_ONE_VALUE = 4;

    /** A scan ends its page after so many expired entries, so that the entry that removes them stays small. */
    private static final int MAX_EXPIRED = 1_000;

    private final EntryStore store;
    private final KeyspaceLimits limits;
    private final Presence presence;
    private final int slot;
    private final long version;
    private final long nowMillis;
    private final boolean mutable;

    private final WireWriter answer = new WireWriter().u8(Command.OK);
    private final Footprint footprint = new Footprint();
    private @Nullable Map<Key, Effect> effects;
    private @Nullable Map<Key, ElementEdit> edits;
    private @Nullable Map<Key, Long> deadlines;
    private long growthBytes;
    private boolean metExpired;

    /** @param version of the entry being decided; ignored for a read */
    Execution(
            EntryStore store,
            KeyspaceLimits limits,
            Presence presence,
            int slot,
            long version,
            long nowMillis,
            boolean mutable) {
        this.store = store;
        this.limits = limits;
        this.presence = presence;
        this.slot = slot;
        this.version = version;
        this.nowMillis = nowMillis;
        this.mutable = mutable;
    }

    /** The entry of a key, expired or not. */
    byte @Nullable [] stored(Key key) {
        return store.find(slot, key);
    }

    /** Heap bytes of all entries that the memory bound is about. */
    long storeBytes() {
        return store.bytes();
    }

    /** What makes the same seed choose otherwise another time. */
    long choiceSalt() {
        return version * 0x9e3779b97f4a7c15L + nowMillis;
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

    /** Whether a member has left since it had installed an epoch that lists it; what is decided from it is a fact. */
    public boolean hasLeft(MemberId member, long epoch) {
        return presence.hasLeft(member, epoch);
    }

    /** Whether a key is there under this version, as it was before this command. */
    boolean isAt(Key key, long version) {
        byte[] present = find(key);
        return present != null && PackedEntry.version(present) == version;
    }

    /** The live entry as it was before this command, or null. */
    public byte @Nullable [] find(Key key) {
        checkKey(key);
        footprint.add(key);
        byte[] entry = stored(key);
        if (entry == null || passOverExpired(key, entry)) {
            return null;
        }
        if (!mutable) {
            store.read(key, entry);
        }
        return entry;
    }

    /**
     * The value of a key that holds no collection, its tag first; null if absent.
     *
     * @throws CommandException WRONG_TYPE if the key holds a collection
     */
    public @Nullable ByteSlice string(Key key) {
        byte[] entry = find(key);
        if (entry == null) {
            return null;
        }
        ByteSlice value = PackedEntry.value(entry);
        if (ValueTag.isCollection(value.byteAt(0))) {
            throw CommandException.wrongType();
        }
        return value;
    }

    /**
     * A set-like collection, to read and to change; empty if the key is absent. The same one each time, with the changes so
     * far. The command's effects follow from the changes; without any there are none.
     *
     * @throws CommandException WRONG_TYPE if the key holds something else
     */
    public ElementEdit elements(Key key, ElementType type) {
        ElementEdit known = edits == null ? null : edits.get(key);
        if (known != null && known.tag() == type.tag()) {
            return known;
        }
        byte[] entry = find(key);
        boolean gone = effects != null && effects.get(key) instanceof Effect.RemoveEntry;
        ElementEdit edit = new ElementEdit(type, entry == null || gone ? type.view(null) : view(entry, type));
        if (edits == null) {
            edits = new LinkedHashMap<>(4);
        }
        edits.put(key, edit);
        return edit;
    }

    /** An empty collection in place of whatever the key holds, its deadline too; without a member the key is gone. */
    public ElementEdit replace(Key key, ElementType type) {
        if (find(key) != null) {
            remove(key);
        }
        ElementEdit edit = new ElementEdit(type, type.view(null));
        if (edits == null) {
            edits = new LinkedHashMap<>(4);
        }
        edits.put(key, edit);
        return edit;
    }

    private ElementView view(byte[] entry, ElementType type) {
        ByteSlice value = PackedEntry.value(entry);
        if (ValueTag.typeOf(value.byteAt(0)) != type.tag()) {
            throw CommandException.wrongType();
        }
        return large(entry) instanceof ElementView large ? large : type.view(value);
    }

    /** The collection that an entry refers to; null if the entry holds its value itself. */
    public @Nullable LargeValue large(byte[] entry) {
        return store.large(slot, entry);
    }

    /**
     * Asks for changes of a collection of a type that {@link #elements} does not know.
     *
     * @param tag of the packed form
     * @param changes in the type's form; they must not leave it empty, {@link #remove} says that
     * @param growth about how many heap bytes they add
     */
    public void change(Key key, byte tag, ByteSlice changes, long growth) {
        checkKey(key);
        footprint.add(key);
        if (changes.length() > limits.maxValueBytes() + LARGEST_ANSWER_ROOM) {
            throw new CommandException(
                    ErrorCode.TOO_LARGE,
                    "changes of " + changes.length() + " bytes; the limit is " + limits.maxValueBytes());
        }
        checkRoom(key, 0, growth);
        append(new Effect.ChangeCollection(key, tag, changes));
    }

    /**
     * Asks for a present or new key to expire then; the value stays. A point in time that is over removes the key.
     *
     * @param deadline milliseconds since the epoch or {@link PackedEntry#NO_DEADLINE}
     */
    public void setDeadline(Key key, long deadline) {
        footprint.add(key);
        if (deadlines == null) {
            deadlines = new LinkedHashMap<>(4);
        }
        deadlines.put(key, deadline);
    }

    /** Asks for a copy of a whole entry, its deadline too, under another key, whatever that holds. */
    public void copy(byte[] entry, Key to) {
        LargeValue large = large(entry);
        long deadline = PackedEntry.deadline(entry);
        if (large == null) {
            put(to, PackedEntry.value(entry), deadline == PackedEntry.NO_DEADLINE ? Expiry.NEVER : Expiry.at(deadline));
            return;
        }
        remove(to);
        WireWriter content = new WireWriter();
        large.copyTo(content, null, Integer.MAX_VALUE);
        change(to, ValueTag.typeOf(PackedEntry.tag(entry)), ByteSlice.of(content.toBytes()), large.heapBytes());
        if (deadline != PackedEntry.NO_DEADLINE) {
            setDeadline(to, deadline);
        }
    }

    /** Random numbers, the same for the same command at the same version and time. */
    public RandomGenerator random(long seed) {
        return new SplitMix(seed + choiceSalt());
    }

    /** Turns edits into effects, deadlines after them. Before the effects are asked for. */
    void finish() {
        if (edits != null) {
            edits.forEach((key, edit) -> {
                if (edit.isChanged() && edit.size() == 0) {
                    remove(key);
                } else if (edit.isChanged()) {
                    change(key, edit.tag(), edit.changes(), edit.growthBytes());
                }
            });
        }
        if (deadlines != null) {
            deadlines.forEach((key, deadline) -> {
                if (deadline != PackedEntry.NO_DEADLINE && deadline <= nowMillis) {
                    remove(key);
                } else {
                    append(new Effect.SetDeadline(key, deadline));
                }
            });
        }
    }

    /** Refuses more arguments than can come to an acceptable change, before anybody looks at them one by one. */
    void checkArguments(List<Value> arguments) {
        if (arguments.size() > KeyspaceLimits.MAX_ARGUMENTS) {
            throw new CommandException(
                    ErrorCode.TOO_LARGE,
                    arguments.size() + " arguments; a command takes " + KeyspaceLimits.MAX_ARGUMENTS
                            + " at most: use several calls");
        }
        long bytes = 0;
        for (Value argument : arguments) {
            if (argument instanceof Value.Bytes plain) {
                bytes += plain.bytes().length();
            } else if (argument instanceof Value.Stored stored) {
                bytes += stored.tagged().length();
            }
        }
        if (bytes > limits.maxValueBytes() + (long) NAMES_OF_ONE_VALUE * limits.maxKeyBytes()) {
            throw new CommandException(
                    ErrorCode.TOO_LARGE,
                    "arguments of " + bytes + " bytes; the limit is that of a value, " + limits.maxValueBytes()
                            + ": use several calls");
        }
    }

    /** Refuses an answer that is too large to travel. */
    void checkAnswer() {
        if (answer.size() > limits.maxValueBytes() + LARGEST_ANSWER_ROOM) {
            throw new CommandException(
                    ErrorCode.TOO_LARGE,
                    "an answer of " + answer.size() + " bytes; ask for less, or scan page by page");
        }
    }

    /**
     * Refuses a value that would be too large, before anybody makes it.
     *
     * @param length in bytes, without the tag
     */
    public void checkValueBytes(long length) {
        if (length >= limits.maxValueBytes()) {
            throw new CommandException(
                    ErrorCode.TOO_LARGE, "a value of " + length + " bytes; the limit is " + limits.maxValueBytes());
        }
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
        byte[] present = stored(key);
        boolean live = present != null && !PackedEntry.isDue(present, nowMillis);
        long kept = present != null && live ? PackedEntry.deadline(present) : PackedEntry.NO_DEADLINE;
        long deadline = expiry.deadline(nowMillis, kept);
        LargeValue replaced = present == null ? null : large(present);
        long freed = replaced == null ? 0 : replaced.heapBytes();
        checkRoom(key, present == null ? 1 : 0, store.growthBytes(key, value.length(), deadline, present) - freed);
        forget(key);
        change(new Effect.PutEntry(key, value, deadline));
    }

    /** Whether this command has asked for the key to go, so that {@link #find} shows what will not be there. */
    public boolean removes(Key key) {
        return effects != null && effects.get(key) instanceof Effect.RemoveEntry;
    }

    /** Whoever is loading an entry of a cache may not keep what it brings, and it is not known any more that there is no row. Without effect for other keys. */
    public void forget(Key key) {
        if (!Keyspaces.isOfCache(key.namespace())) {
            return;
        }
        CacheMark.forget(this, key);
    }

    /** Whether what a key is evicted with can take more. */
    EntryUses.Room room(Key key, int moreEntries, long moreBytes) {
        return store.room(key, moreEntries, moreBytes);
    }

    /** Asks for the key to go because its place is needed. */
    void evict(Key key) {
        footprint.add(key);
        change(new Effect.RemoveEntry(key, Effect.Cause.EVICTED));
    }

    /** Asks for the key to go. */
    public void remove(Key key) {
        forget(key);
        footprint.add(key);
        change(new Effect.RemoveEntry(key, Effect.Cause.REMOVED));
    }

    /**
     * Visits live entries of a namespace in the order of their hash until the visitor returns false.
     *
     * @param cursor 0 at the start
     * @return where to go on, or {@link Scan#END}
     */
    public long scan(long namespace, long cursor, Predicate<byte[]> visitor) {
        footprint.wholeSlot(namespace);
        int[] expired = {0};
        int[] others = {0};
        long next = store.scan(slot, cursor, entry -> {
            if (store.namespace(entry) != namespace) {
                return ++others[0] < MAX_OTHERS;
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
        footprint.wholeSlot(namespace);
        return store.size(slot, namespace);
    }

    /** How many entries of a namespace this member holds in all slots; a glance. */
    public long entriesHere(long namespace) {
        return store.entriesOf(namespace);
    }

    /** Keys whose time is over, the oldest first. */
    public List<Key> due(int limit) {
        return store.due(slot, nowMillis, limit);
    }

    /** A read met an expired entry and must be decided as a mutation. */
    boolean mustMutate() {
        return !mutable && metExpired;
    }

    /** Whether nobody waits for what this did or saw to be on other members. */
    boolean isAsynchronous() {
        return footprint.isAsynchronous();
    }

    /** Of an entry: the keys it changes or saw. Of an answer alone: what it depends on, which may be the whole slot. */
    long[] footprint() {
        if (footprint.isAsynchronous()) {
            return Footprint.NOTHING;
        }
        return effects == null ? footprint.toArray() : footprint.keys();
    }

    List<byte[]> effects() {
        if (effects == null) {
            return List.of();
        }
        List<byte[]> bytes = new ArrayList<>(effects.size());
        for (Effect effect : effects.values()) {
            effect.addTo(bytes);
        }
        return bytes;
    }

    /** In the order in which their keys were first changed. */
    Collection<Effect> effectsByKey() {
        return effects == null ? List.of() : effects.values();
    }

    /** About how many heap bytes the effects add; may be negative. */
    long growthBytes() {
        return growthBytes;
    }

    /** Asks for what a draft asked for, after what was asked for already. */
    void take(Effect effect) {
        footprint.add(effect.key());
        append(effect);
    }

    KeyspaceLimits limits() {
        return limits;
    }

    private boolean passOverExpired(Key key, byte[] entry) {
        if (!PackedEntry.isDue(entry, nowMillis)) {
            return false;
        }
        metExpired = true;
        if (mutable) {
            changes().putIfAbsent(key, new Effect.RemoveEntry(key, Effect.Cause.EXPIRED));
            if (Keyspaces.isOfMarks(key.namespace()) && CacheMark.isOfWriter(entry)) {
                removeDoubtful(CacheMark.entryOf(key));
            }
        }
        return true;
    }

    /** Its row may have changed, and whoever changed it has not said to what. */
    private void removeDoubtful(Key key) {
        if (stored(key) != null) {
            footprint.add(key);
            changes().putIfAbsent(key, new Effect.RemoveEntry(key, Effect.Cause.EXPIRED));
        }
    }

    private void change(Effect effect) {
        if (!mutable) {
            throw new CommandException(ErrorCode.MALFORMED, "a change asked for in a read");
        }
        changes().put(effect.key(), effect);
    }

    private void append(Effect effect) {
        if (!mutable) {
            throw new CommandException(ErrorCode.MALFORMED, "a change asked for in a read");
        }
        changes().merge(effect.key(), effect, (before, next) -> new Effect.Sequence(before, next));
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

    private void checkRoom(Key key, int moreEntries, long growth) {
        growthBytes += growth;
        EntryUses.Room room = room(key, moreEntries, growth);
        if (room == EntryUses.Room.NEVER) {
            throw new CommandException(
                    ErrorCode.TOO_LARGE,
                    "an entry of " + growth + " bytes is more than all that may be kept together here");
        }
        if (room == EntryUses.Room.NOT_NOW) {
            throw new CommandException(
                    ErrorCode.MEMORY_BOUND,
                    "the bound of what is evicted with this key is reached, and nothing could go yet");
        }
        if (growth > 0 && storeBytes() + growthBytes > limits.maxMemoryBytes()) {
            throw new CommandException(
                    ErrorCode.MEMORY_BOUND,
                    "the member's memory bound of " + limits.maxMemoryBytes() + " bytes is reached");
        }
    }
}
