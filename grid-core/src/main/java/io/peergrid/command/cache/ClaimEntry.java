package io.peergrid.command.cache;

import io.peergrid.command.Command;
import io.peergrid.command.Execution;
import io.peergrid.command.backlog.BacklogMark;
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
        LOAD(0),
        /** Whatever there is. */
        LOAD_AGAIN(1),
        /** The row is about to change. */
        WRITE(2),
        /** There is a value, which will soon be too old. */
        REFRESH(3);

        private final int number;

        Purpose(int number) {
            this.number = number;
        }

        static Purpose of(int number) {
            for (Purpose purpose : values()) {
                if (purpose.number == number) {
                    return purpose;
                }
            }
            throw new WireFormatException("no purpose of a claim: " + number);
        }
    }

    /** How it ended. */
    public enum Answer {
        GRANTED(0),
        /** Somebody else has it. */
        HELD(1),
        /** The entry has another version than the expected one, or a change of it waits for the store. */
        CHANGED(2),
        /** It is known that there is no row. */
        NO_ROW(3),
        /** Loading has just failed, and the expected entry is still there. */
        BACKING_OFF(4);

        private final int number;

        Answer(int number) {
            this.number = number;
        }

        static Answer of(int number) {
            for (Answer answer : values()) {
                if (answer.number == number) {
                    return answer;
                }
            }
            throw new WireFormatException("no answer to a claim: " + number);
        }
    }

    /** @param version of the claim if granted, above all that the entry had before; otherwise of the entry now */
    public record Result(Answer answer, long version) {}

    public static ClaimEntry readFrom(WireReader in, byte[] source) {
        Key key = Key.readFrom(in, source);
        Claimant by = Claimant.readFrom(in);
        long lease = in.varLong();
        return new ClaimEntry(key, by, lease, Purpose.of(in.u8()), in.fixed64());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        key.writeTo(out);
        by.writeTo(out);
        out.varLong(leaseMillis).u8(purpose.number).fixed64(expectedVersion);
    }

    @Override
    public void execute(Execution execution) {
        byte[] entry = execution.find(key);
        BacklogMark waiting = purpose == Purpose.WRITE ? null : BacklogMark.find(execution, key);
        if (waiting != null) {
            answerFrom(waiting, execution, entry == null ? 0 : PackedEntry.version(entry));
            return;
        }
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
            CacheMark claim = purpose == Purpose.WRITE ? new CacheMark.Writing(by, false) : new CacheMark.Loading(by);
            claim.put(execution, key, Math.max(1, Math.min(LEASE_MAX_MILLIS, leaseMillis)));
            version = execution.version();
        }
        execution.answer().u8(answer.number).fixed64(version);
    }

    /** While a change waits for the store nobody loads what the store has. */
    private void answerFrom(BacklogMark waiting, Execution execution, long version) {
        if (waiting.isDelete()) {
            execution.answer().u8(Answer.NO_ROW.number).fixed64(version);
            return;
        }
        boolean restore = purpose == Purpose.LOAD && version == expectedVersion;
        if (restore || (purpose == Purpose.LOAD_AGAIN && version == 0)) {
            waiting.restore(execution, key);
        }
        execution.answer().u8(Answer.CHANGED.number).fixed64(execution.version());
    }

    private Answer answer(Execution execution, @Nullable CacheMark mark, long version) {
        boolean held = mark != null && mark.isHeld(execution) && !CacheMark.isClaimOf(by, mark);
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
        return new Result(Answer.of(in.u8()), in.fixed64());
    }
}
