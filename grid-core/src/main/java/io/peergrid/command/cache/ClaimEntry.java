package io.peergrid.command.cache;

import io.peergrid.command.Command;
import io.peergrid.command.Execution;
import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the right to load an entry, or to change its row.
 *
 * @param leaseMillis how long, unless renewed
 * @param purpose what for
 * @param expectedVersion of the entry that the claimant has seen, 0 for none; ignored by writers
 */
public record ClaimEntry(Key key, Claimant by, long leaseMillis, Purpose purpose, long expectedVersion)
        implements Command<ClaimEntry.Result> {
    public static final int NUMBER = 256;
    /** Whatever a caller says, the claim of a member that stood still ends some time. */
    static final long LEASE_MAX_MILLIS = 60_000;

    /** Why somebody claims an entry. */
    public enum Purpose {
        /** There is no value, or it is too old. */
        LOAD,
        /** Whatever there is. */
        LOAD_AGAIN,
        /** The row is about to change. */
        WRITE
    }

    /** How it ended. */
    public enum Answer {
        GRANTED,
        /** Somebody else has it. */
        HELD,
        /** The entry has another version than the expected one. */
        CHANGED,
        /** It is known that there is no row. */
        NO_ROW,
        /** Loading has just failed, and the expected entry is still there. */
        BACKING_OFF
    }

    /** @param version of the claim if granted, above all that the entry had before; otherwise of the entry now */
    public record Result(Answer answer, long version) {}

    public static ClaimEntry readFrom(WireReader in, byte[] source) {
        Key key = Key.readFrom(in, source);
        Claimant by = Claimant.readFrom(in);
        long lease = in.varLong();
        return new ClaimEntry(key, by, lease, constant(Purpose.values(), in.u8()), in.fixed64());
    }

    static <E> E constant(E[] all, int number) {
        if (number >= all.length) {
            throw new WireFormatException("no such constant: " + number);
        }
        return all[number];
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        key.writeTo(out);
        by.writeTo(out);
        out.varLong(leaseMillis).u8(purpose.ordinal()).fixed64(expectedVersion);
    }

    @Override
    public void execute(Execution execution) {
        byte[] entry = execution.find(key);
        CacheMark mark = CacheMark.find(execution, key);
        long version = entry == null ? 0 : PackedEntry.version(entry);
        if (mark instanceof CacheMark.Writing && !mark.isHeld(execution)) {
            // The writer died: its row may be newer than the value.
            execution.remove(key);
        }
        if (execution.removes(key)) {
            version = 0;
        }
        Answer answer = answer(execution, mark, version);
        if (answer == Answer.GRANTED) {
            CacheMark claim = purpose == Purpose.WRITE ? new CacheMark.Writing(by) : new CacheMark.Loading(by);
            claim.put(execution, key, Math.max(1, Math.min(LEASE_MAX_MILLIS, leaseMillis)));
            version = execution.version();
        }
        execution.answer().u8(answer.ordinal()).fixed64(version);
    }

    private Answer answer(Execution execution, @Nullable CacheMark mark, long version) {
        Claimant holder = mark == null ? null : mark.claimant();
        boolean held = mark != null && mark.isHeld(execution) && holder != null && !holder.isSame(by);
        if (by.hasLeft(execution)) {
            return Answer.HELD;
        }
        if (purpose == Purpose.WRITE) {
            // Whoever loads meanwhile reads a row that is about to change: its claim goes.
            return held && mark instanceof CacheMark.Writing ? Answer.HELD : Answer.GRANTED;
        }
        if (held) {
            return Answer.HELD;
        }
        if (purpose == Purpose.LOAD_AGAIN) {
            return Answer.GRANTED;
        }
        if (version != expectedVersion) {
            return Answer.CHANGED;
        }
        if (mark instanceof CacheMark.NoRow) {
            return Answer.NO_ROW;
        }
        return mark instanceof CacheMark.Failed && version != 0 ? Answer.BACKING_OFF : Answer.GRANTED;
    }

    @Override
    public Result readAnswer(WireReader in, byte[] source) {
        return new Result(constant(Answer.values(), in.u8()), in.fixed64());
    }
}
