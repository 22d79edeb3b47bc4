package io.peergrid.command.backlog;

import io.peergrid.command.CommandException;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.command.Expiry;
import io.peergrid.command.Keyspaces;
import io.peergrid.command.cache.CachedForm;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import io.peergrid.store.ValueTag;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * That the newest change of a cache's key has still to be stored: an entry of the backlog's namespace under the same key. Never expires, is never evicted.
 *
 * @param version of the change
 * @param firstVersion no change below it waits for the store
 * @param firstMillis when the first change was made that is not stored yet, by the slot's time, milliseconds since the epoch
 * @param value what the row is to be, in the cache's stored form; null if the row is to be deleted
 * @param attempts how often the store has refused this change
 * @param notBeforeMillis when to try again, by the slot's time; 0 if at once
 * @param parked whether it waits for somebody to ask for it
 * @param error what the store said last, at most {@value #ERROR_CHARS} characters; empty if nothing
 */
public record BacklogMark(
        long version,
        long firstVersion,
        long firstMillis,
        @Nullable ByteSlice value,
        int attempts,
        long notBeforeMillis,
        boolean parked,
        String error) {
    public static final int ERROR_CHARS = 500;

    /** By how much a mark is larger than its value, at most: three bytes a character and the numbers. */
    static final int OVERHEAD_BYTES = 2_048;

    private static final long RESTORED_MILLIS = 1_000;
    private static final int DELETES = 1;
    private static final int PARKED = 2;
    private static final int FIXED_BYTES = 48;

    /** A change that was made just now, after one that waits perhaps. */
    static BacklogMark changed(@Nullable BacklogMark before, long version, long nowMillis, @Nullable ByteSlice value) {
        return before == null
                ? new BacklogMark(version, version, nowMillis, value, 0, 0, false, "")
                : new BacklogMark(version, before.firstVersion, before.firstMillis, value, 0, 0, false, "");
    }

    /** Where the mark of an entry is. */
    public static Key keyOf(Key entry) {
        return Key.of(Keyspaces.backlogOf(entry.namespace()), entry.slice());
    }

    /** The entry that a mark is of. */
    public static Key entryOf(Key mark) {
        return Key.of(Keyspaces.cacheOf(mark.namespace()), mark.slice());
    }

    /**
     * What a cache's key has still to be stored with; null if nothing. Until then this, not what the store has, is the row.
     *
     * @param entry the key of the cache's entry
     */
    public static @Nullable BacklogMark find(Execution execution, Key entry) {
        byte[] found = execution.find(keyOf(entry));
        return found == null ? null : read(PackedEntry.value(found));
    }

    /** @throws CommandException if the bytes are no mark */
    public static BacklogMark read(ByteSlice mark) {
        WireReader in = new WireReader(mark.source(), mark.offset() + 1, mark.length() - 1);
        try {
            int flags = in.u8();
            long version = in.fixed64();
            long firstVersion = in.fixed64();
            long firstMillis = in.varLong();
            int attempts = in.varInt();
            long notBefore = in.varLong();
            String error = in.string();
            ByteSlice value = (flags & DELETES) != 0 ? null : ByteSlice.readFrom(in, mark.source());
            in.expectEnd();
            return new BacklogMark(
                    version, firstVersion, firstMillis, value, attempts, notBefore, (flags & PARKED) != 0, error);
        } catch (WireFormatException e) {
            throw new CommandException(ErrorCode.CORRUPTED, "no mark of a change to be stored: " + e.getMessage());
        }
    }

    /**
     * Puts what waits into the cache again, for a short while: until it is stored that is what a read finds, not what the store has.
     *
     * @param entry the key of the cache's entry
     * @throws IllegalStateException if the row is to be deleted
     */
    public void restore(Execution execution, Key entry) {
        if (value == null) {
            throw new IllegalStateException("there is nothing to restore");
        }
        byte[] plain = CachedForm.of(value).value().toBytes();
        byte[] timeless = CachedForm.bytes(plain, CachedForm.NEVER, CachedForm.NEVER, 0, new long[0]);
        execution.put(entry, ByteSlice.of(timeless), Expiry.after(RESTORED_MILLIS));
    }

    public boolean isDelete() {
        return value == null;
    }

    BacklogMark failed(long nextMillis, boolean park, String why) {
        return new BacklogMark(version, firstVersion, firstMillis, value, attempts + 1, nextMillis, park, why);
    }

    BacklogMark released() {
        return new BacklogMark(version, firstVersion, firstMillis, value, 0, 0, false, error);
    }

    /** An older change has been stored. */
    BacklogMark storedUpTo(long stored, long nowMillis) {
        return new BacklogMark(version, stored + 1, nowMillis, value, attempts, notBeforeMillis, parked, error);
    }

    void put(Execution execution, Key entry) {
        execution.put(keyOf(entry), ByteSlice.of(toBytes()), Expiry.NEVER);
    }

    private byte[] toBytes() {
        int flags = (value == null ? DELETES : 0) | (parked ? PARKED : 0);
        WireWriter out = new WireWriter(FIXED_BYTES + error.length() + (value == null ? 0 : value.length()))
                .u8(ValueTag.RAW)
                .u8(flags)
                .fixed64(version)
                .fixed64(firstVersion)
                .varLong(Math.max(0, firstMillis))
                .varInt(attempts)
                .varLong(Math.max(0, notBeforeMillis))
                .string(error);
        if (value != null) {
            value.writeTo(out);
        }
        return out.toBytes();
    }
}
