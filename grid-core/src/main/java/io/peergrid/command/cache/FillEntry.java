package io.peergrid.command.cache;

import io.peergrid.command.Command;
import io.peergrid.command.Execution;
import io.peergrid.command.Expiry;
import io.peergrid.command.backlog.BacklogMark;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * Ends a claim with what was loaded or written, if it is still the claimant's. If it is not, what a loader brings is refused, and the entry of a writer is removed: others may
 * have put in a row that it changed afterwards. Nothing is kept while a change of the key waits for the store: that is newer.
 *
 * @param value its tag first; null if the entry is to go
 * @param noRowMillis without a value: for how long to remember that there is no row; 0 not at all
 * @param wrote whether the claimant has changed the row
 */
public record FillEntry(Key key, Claimant by, @Nullable ByteSlice value, Expiry expiry, long noRowMillis, boolean wrote)
        implements Command<FillEntry.Result> {
    public static final int NUMBER = 259;
    /** With so many marks of a cache at one member it is no longer remembered that there is no row: whoever asks for random keys must not fill the memory. */
    public static final long MARKS_MAX = 100_000;

    /**
     * @param done whether the claim was still the claimant's
     * @param version of the entry, if there is one now and {@code done}; otherwise 0
     */
    public record Result(boolean done, long version) {}

    public static FillEntry readFrom(WireReader in, byte[] source) {
        Key key = Key.readFrom(in, source);
        Claimant by = Claimant.readFrom(in);
        ByteSlice value = in.bool() ? ByteSlice.readFrom(in, source) : null;
        return new FillEntry(key, by, value, Expiry.readFrom(in), in.varLong(), in.bool());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        key.writeTo(out);
        by.writeTo(out);
        out.bool(value != null);
        if (value != null) {
            value.writeTo(out);
        }
        expiry.writeTo(out);
        out.varLong(noRowMillis).bool(wrote);
    }

    @Override
    public void execute(Execution execution) {
        byte[] entry = execution.find(key);
        CacheMark mark = CacheMark.find(execution, key);
        boolean held = CacheMark.isClaimOf(by, mark);
        boolean forgotten = mark instanceof CacheMark.Writing writing && writing.forgotten();
        boolean waits = BacklogMark.find(execution, key) != null;
        boolean kept = held && value != null && !forgotten && !waits;
        if (value != null && kept) {
            execution.put(key, value, expiry);
        } else if (((held && !waits) || wrote) && entry != null) {
            execution.remove(key);
        } else if (wrote) {
            execution.forget(key);
        }
        if (held) {
            execution.remove(CacheMark.keyOf(key));
        }
        boolean room = execution.entriesHere(CacheMark.keyOf(key).namespace()) < MARKS_MAX;
        if (held && value == null && noRowMillis > 0 && !waits && room) {
            new CacheMark.NoRow().put(execution, key, noRowMillis);
        }
        execution.answer().bool(held && !waits).fixed64(kept ? execution.version() : 0);
    }

    @Override
    public Result readAnswer(WireReader in, byte[] source) {
        return new Result(in.bool(), in.fixed64());
    }
}
