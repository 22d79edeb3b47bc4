package io.peergrid.command;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * Puts a value.
 *
 * @param value its tag first
 * @param condition on the key's presence
 * @param returnPrevious whether the value found is part of the answer, also if the condition failed
 */
public record Put(Key key, ByteSlice value, Expiry expiry, Condition condition, boolean returnPrevious)
        implements Command<Put.Result> {
    static final int NUMBER = 2;

    /** When the put takes place. */
    public enum Condition {
        ALWAYS(0),
        IF_ABSENT(1),
        IF_PRESENT(2);

        private final int number;

        Condition(int number) {
            this.number = number;
        }

        static Condition of(int number) {
            return switch (number) {
                case 0 -> ALWAYS;
                case 1 -> IF_ABSENT;
                case 2 -> IF_PRESENT;
                default -> throw new WireFormatException("no condition: " + number);
            };
        }

        boolean holds(boolean present) {
            return this == ALWAYS || present == (this == IF_PRESENT);
        }
    }

    /**
     * @param done whether the condition held
     * @param version of the entry now: the new one if done, otherwise the present one; 0 if absent
     * @param previous what was found, with metadata; null if absent or not asked for
     */
    public record Result(
            boolean done, long version, @Nullable StoredValue previous) {}

    static Put readFrom(WireReader in, byte[] source) {
        Key key = Key.readFrom(in, source);
        ByteSlice value = ByteSlice.readFrom(in, source);
        Expiry expiry = Expiry.readFrom(in);
        return new Put(key, value, expiry, Condition.of(in.u8()), in.bool());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        key.writeTo(out);
        value.writeTo(out);
        expiry.writeTo(out);
        out.u8(condition.number).bool(returnPrevious);
    }

    @Override
    public void execute(Execution execution) {
        byte[] present = execution.find(key);
        boolean done = condition.holds(present != null);
        if (done) {
            execution.put(key, value, expiry);
        }
        long version = done ? execution.version() : present == null ? 0 : PackedEntry.version(present);
        execution.answer().bool(done).fixed64(version);
        StoredValue.write(execution.answer(), returnPrevious ? present : null, true, execution.nowMillis());
    }

    @Override
    public Result readAnswer(WireReader in, byte[] source) {
        return new Result(in.bool(), in.fixed64(), StoredValue.read(in, source));
    }
}
