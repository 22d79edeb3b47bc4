package io.peergrid.command;

import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * Removes a key.
 *
 * @param returnPrevious whether the value removed is part of the answer
 */
public record Remove(Key key, boolean returnPrevious) implements Command<Remove.Result> {
    static final int NUMBER = 3;

    /**
     * @param done whether the key was present
     * @param previous what was removed, with metadata; null if absent or not asked for
     */
    public record Result(boolean done, @Nullable StoredValue previous) {}

    static Remove readFrom(WireReader in, byte[] source) {
        return new Remove(Key.readFrom(in, source), in.bool());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        key.writeTo(out);
        out.bool(returnPrevious);
    }

    @Override
    public void execute(Execution execution) {
        byte[] present = execution.find(key);
        if (present != null) {
            execution.remove(key);
        } else {
            execution.forget(key);
        }
        execution.answer().bool(present != null);
        StoredValue.write(execution.answer(), returnPrevious ? present : null, true, execution.nowMillis());
    }

    @Override
    public Result readAnswer(WireReader in, byte[] source) {
        return new Result(in.bool(), StoredValue.read(in, source));
    }
}
