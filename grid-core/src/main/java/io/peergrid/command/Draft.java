package io.peergrid.command;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.EntryStore;
import io.peergrid.store.EntryUses;
import io.peergrid.store.Key;
import io.peergrid.store.LargeValue;
import io.peergrid.store.PackedEntry;
import io.peergrid.store.ValueTag;
import io.peergrid.value.CollectionTypes;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Commands decided one after the other, each seeing what those before it asked for, while the slot itself stays as it is. A key
 * that is changed and then looked at again is copied aside for that; other keys are read where they are. One thread.
 */
final class Draft {
    static final int SCRATCH_SLOT = 0;
    /** In place of a version. */
    static final long ABSENT = 0;

    private final Execution base;
    private final EntryStore scratch = new EntryStore(1, CollectionTypes.ALL);
    private final Map<Key, Long> seen = new LinkedHashMap<>();
    private final Map<Key, List<Effect>> changes = new LinkedHashMap<>();
    private final Map<Key, Long> copied = new LinkedHashMap<>();
    private final Set<byte[]> copies = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Effect> effects = new ArrayList<>();
    private long growthBytes;

    /** @param base of the whole entry */
    Draft(Execution base) {
        this.base = base;
    }

    /**
     * Decides the next command.
     *
     * @return its answer
     * @throws CommandException if it refuses; the draft is as it was then
     * @throws WireFormatException if the bytes are no command that may stand here
     */
    byte[] decide(byte[] bytes) {
        Command<?> command = CommandRegistry.read(bytes);
        if (command instanceof Compound) {
            throw new WireFormatException("a list of commands within another");
        }
        DraftExecution execution = new DraftExecution(this, scratch, base);
        command.execute(execution);
        execution.finish();
        growthBytes += execution.growthBytes();
        execution.effectsByKey().forEach(this::take);
        return execution.answer().toBytes();
    }

    private void take(Effect effect) {
        Key key = effect.key();
        effects.add(effect);
        Long version = copied.get(key);
        if (version != null) {
            effect.applyTo(scratch, SCRATCH_SLOT, version);
        } else {
            changes.computeIfAbsent(key, any -> new ArrayList<>(2)).add(effect);
        }
    }

    /** The versions of the keys that were looked at, as the slot has them. */
    Map<Key, Long> seen() {
        return seen;
    }

    /**
     * Asks for everything.
     *
     * @throws CommandException if that is more than one entry of the log may carry
     */
    void commit() {
        List<byte[]> bytes = new ArrayList<>(effects.size());
        effects.forEach(effect -> effect.addTo(bytes));
        long length = bytes.stream().mapToLong(effect -> effect.length).sum();
        if (length > base.limits().maxValueBytes()) {
            throw new CommandException(
                    ErrorCode.TOO_LARGE,
                    "changes of " + length + " bytes together; the limit is "
                            + base.limits().maxValueBytes());
        }
        effects.forEach(base::take);
    }

    byte @Nullable [] find(Key key) {
        if (!copied.containsKey(key) && changes.containsKey(key)) {
            copy(key);
        }
        if (copied.containsKey(key)) {
            byte[] entry = scratch.find(SCRATCH_SLOT, key);
            if (entry != null) {
                copies.add(entry);
            }
            return entry;
        }
        return look(key);
    }

    private byte @Nullable [] look(Key key) {
        byte[] entry = base.find(key);
        seen.putIfAbsent(key, entry == null ? ABSENT : PackedEntry.version(entry));
        return entry;
    }

    private void copy(Key key) {
        byte[] entry = look(key);
        long version = entry == null ? base.version() : PackedEntry.version(entry);
        copied.put(key, version);
        if (entry != null) {
            LargeValue large = base.large(entry);
            long deadline = PackedEntry.deadline(entry);
            if (large == null) {
                scratch.put(SCRATCH_SLOT, key, version, deadline, PackedEntry.value(entry));
            } else {
                WireWriter content = new WireWriter();
                large.copyTo(content, null, Integer.MAX_VALUE);
                byte tag = ValueTag.typeOf(PackedEntry.tag(entry));
                scratch.change(SCRATCH_SLOT, key, version, tag, ByteSlice.of(content.toBytes()));
                if (deadline != PackedEntry.NO_DEADLINE) {
                    scratch.setDeadline(SCRATCH_SLOT, key, version, deadline);
                }
            }
        }
        List<Effect> before = changes.remove(key);
        if (before != null) {
            before.forEach(effect -> effect.applyTo(scratch, SCRATCH_SLOT, version));
        }
    }

    @Nullable
    LargeValue large(byte[] entry) {
        return copies.contains(entry) ? scratch.large(SCRATCH_SLOT, entry) : base.large(entry);
    }

    EntryUses.Room room(Key key, int moreEntries, long moreBytes) {
        return base.room(key, moreEntries, moreBytes);
    }

    long storeBytes() {
        return base.storeBytes() + growthBytes;
    }
}
