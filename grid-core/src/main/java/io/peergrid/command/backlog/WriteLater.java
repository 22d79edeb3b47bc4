package io.peergrid.command.backlog;

import io.peergrid.command.Command;
import io.peergrid.command.CommandException;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.command.Expiry;
import io.peergrid.command.StoredValue;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * Changes or removes an entry of a cache, and notes that the store has to hear of it: one entry of the log for both. What waits for the store counts as present, whether the cache
 * still has it or not.
 *
 * @param expected a version, 0 for absent, {@link #ANY} or {@link #PRESENT}
 * @param value its tag first, in the cache's stored form; null removes
 * @param expiry of the cache's entry; meaningless without a value
 * @param returnPrevious whether the value found is part of the answer, also if the condition failed
 */
public record WriteLater(Key key, long expected, @Nullable ByteSlice value, Expiry expiry, boolean returnPrevious)
        implements Command<WriteLater.Result> {
    public static final int NUMBER = 270;
    /** Whatever is there. */
    public static final long ANY = -1;
    /** Something has to be there. */
    public static final long PRESENT = -2;

    /** Of one cache at one member, with those that it keeps for others. */
    public static final long MARKS_MAX = 1_000_000;

    /**
     * @param done whether the condition held
     * @param found whether something was there
     * @param version of the change if done; otherwise of what is there, 0 if nothing
     * @param previous what was there, with metadata; null if nothing or not asked for
     */
    public record Result(
            boolean done,
            boolean found,
            long version,
            @Nullable StoredValue previous) {}

    public static WriteLater readFrom(WireReader in, byte[] source) {
        Key key = Key.readFrom(in, source);
        long expected = in.fixed64();
        ByteSlice value = in.bool() ? ByteSlice.readFrom(in, source) : null;
        return new WriteLater(key, expected, value, Expiry.readFrom(in), in.bool());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        key.writeTo(out);
        out.fixed64(expected).bool(value != null);
        if (value != null) {
            value.writeTo(out);
        }
        expiry.writeTo(out);
        out.bool(returnPrevious);
    }

    @Override
    public void execute(Execution execution) {
        byte[] entry = execution.find(key);
        BacklogMark mark = BacklogMark.find(execution, key);
        StoredValue present = present(entry, mark, execution.nowMillis());
        long version = present == null ? 0 : present.version();
        boolean done = expected == ANY || (expected == PRESENT ? present != null : version == expected);
        if (done) {
            change(execution, entry, mark);
        }
        WireWriter answer =
                execution.answer().bool(done).bool(present != null).fixed64(done ? execution.version() : version);
        StoredValue told = returnPrevious ? present : null;
        answer.bool(told != null);
        if (told != null) {
            answer.fixed64(told.version()).fixed64(told.timeToLiveMillis());
            told.value().writeTo(answer);
        }
    }

    private static @Nullable StoredValue present(byte @Nullable [] entry, @Nullable BacklogMark mark, long nowMillis) {
        if (entry != null) {
            long deadline = PackedEntry.deadline(entry);
            long left = deadline == PackedEntry.NO_DEADLINE ? StoredValue.NO_EXPIRY : Math.max(1, deadline - nowMillis);
            return new StoredValue(PackedEntry.value(entry), PackedEntry.version(entry), left);
        }
        ByteSlice waiting = mark == null ? null : mark.value();
        return mark == null || waiting == null ? null : new StoredValue(waiting, mark.version(), StoredValue.NO_EXPIRY);
    }

    private void change(Execution execution, byte @Nullable [] entry, @Nullable BacklogMark mark) {
        if (mark == null && execution.entriesHere(BacklogMark.keyOf(key).namespace()) >= MARKS_MAX) {
            throw new CommandException(
                    ErrorCode.MEMORY_BOUND,
                    "the store is behind: " + MARKS_MAX
                            + " changes of this cache wait for it at the member that owns the key");
        }
        if (value != null) {
            execution.checkValueBytes((long) value.length() + BacklogMark.OVERHEAD_BYTES);
            execution.put(key, value, expiry);
        } else if (entry != null) {
            execution.remove(key);
        } else {
            execution.forget(key);
        }
        BacklogMark.changed(mark, execution.version(), execution.nowMillis(), value)
                .put(execution, key);
    }

    @Override
    public Result readAnswer(WireReader in, byte[] source) {
        boolean done = in.bool();
        boolean found = in.bool();
        long version = in.fixed64();
        if (!in.bool()) {
            return new Result(done, found, version, null);
        }
        long previous = in.fixed64();
        long left = in.fixed64();
        return new Result(done, found, version, new StoredValue(ByteSlice.readFrom(in, source), previous, left));
    }
}
