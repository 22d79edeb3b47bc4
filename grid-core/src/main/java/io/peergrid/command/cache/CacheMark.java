package io.peergrid.command.cache;

import io.peergrid.command.CommandException;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.command.Expiry;
import io.peergrid.command.Keyspaces;
import io.peergrid.command.Presence;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import io.peergrid.store.ValueTag;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import org.jspecify.annotations.Nullable;

/** What is known of an entry of a cache besides its value, in a namespace of its own under the same key. Every mark expires. */
public sealed interface CacheMark {

    /** Somebody loads the value: whoever changes or forgets the entry takes the mark away, and what was loaded is not kept. */
    record Loading(Claimant by) implements CacheMark {}

    /**
     * Somebody changes the row: its value may be another by now.
     *
     * @param forgotten whether the entry has been invalidated since: the writer may not say what it holds
     */
    record Writing(Claimant by, boolean forgotten) implements CacheMark {}

    /** The store has no row. */
    record NoRow() implements CacheMark {}

    /** Loading failed of late, and there is a stale value. */
    record Failed() implements CacheMark {}

    int LOADING = 1;
    int WRITING = 2;
    int NO_ROW = 3;
    int FAILED = 4;

    static Key keyOf(Key entry) {
        ByteSlice bytes = entry.slice();
        return Key.of(Keyspaces.marksOf(entry.namespace()), bytes);
    }

    /** The entry that a mark is of. */
    static Key entryOf(Key mark) {
        return Key.of(Keyspaces.cacheOf(mark.namespace()), mark.slice());
    }

    static @Nullable CacheMark find(Execution execution, Key entry) {
        byte[] found = execution.find(keyOf(entry));
        return found == null ? null : read(PackedEntry.value(found));
    }

    /** @return the claim's holder; null if the mark is no claim */
    default @Nullable Claimant claimant() {
        if (this instanceof Loading loading) {
            return loading.by();
        }
        return this instanceof Writing writing ? writing.by() : null;
    }

    /** Whether a mark is the claim of this claimant, who may have left. */
    static boolean isClaimOf(Claimant by, @Nullable CacheMark mark) {
        Claimant holder = mark == null ? null : mark.claimant();
        return holder != null && holder.isSame(by);
    }

    /** Whether somebody who has not left holds the claim that this is. */
    default boolean isHeld(Execution execution) {
        Claimant by = claimant();
        return by != null && !by.hasLeft(execution);
    }

    /** Whether a row may have changed without anybody left to say so: this is the claim of a writer who may have been interrupted. */
    static boolean isOfWriter(byte[] mark) {
        ByteSlice value = PackedEntry.value(mark);
        return value.length() > 1 && value.byteAt(1) == WRITING;
    }

    /** For a hint: whether somebody else could claim the entry now. */
    static boolean isFree(byte[] mark, Presence presence) {
        try {
            Claimant by = read(PackedEntry.value(mark)).claimant();
            return by == null || presence.hasLeft(by.member(), by.epoch());
        } catch (CommandException unreadable) {
            return true;
        }
    }

    /** @param forMillis at least 1 */
    default void put(Execution execution, Key entry, long forMillis) {
        execution.put(keyOf(entry), bytes(), Expiry.after(forMillis));
    }

    /** The entry is changed or forgotten: nobody may keep what was read from the store before. */
    static void forget(Execution execution, Key entry) {
        Key key = keyOf(entry);
        byte[] stored = execution.find(key);
        if (stored == null) {
            return;
        }
        CacheMark mark = read(PackedEntry.value(stored));
        if (mark instanceof Writing writing && !writing.by().hasLeft(execution)) {
            // Others still have to wait until the row is what it will be.
            CacheMark forgotten = new Writing(writing.by(), true);
            execution.put(key, forgotten.bytes(), Expiry.KEEP);
        } else {
            execution.remove(key);
        }
    }

    private ByteSlice bytes() {
        WireWriter out = new WireWriter().u8(ValueTag.RAW);
        if (this instanceof Loading loading) {
            loading.by().writeTo(out.u8(LOADING));
        } else if (this instanceof Writing writing) {
            writing.by().writeTo(out.u8(WRITING));
            out.bool(writing.forgotten());
        } else {
            out.u8(this instanceof NoRow ? NO_ROW : FAILED);
        }
        return ByteSlice.of(out.toBytes());
    }

    private static CacheMark read(ByteSlice value) {
        WireReader in = new WireReader(value.source(), value.offset() + 1, value.length() - 1);
        try {
            int kind = in.u8();
            CacheMark mark =
                    switch (kind) {
                        case LOADING -> new Loading(Claimant.readFrom(in));
                        case WRITING -> new Writing(Claimant.readFrom(in), in.bool());
                        case NO_ROW -> new NoRow();
                        case FAILED -> new Failed();
                        default -> throw new WireFormatException("no mark: " + kind);
                    };
            in.expectEnd();
            return mark;
        } catch (WireFormatException e) {
            throw new CommandException(ErrorCode.CORRUPTED, "no mark of a cache: " + e.getMessage());
        }
    }
}
