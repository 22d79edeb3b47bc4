package io.peergrid.command;

import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;

/** How many milliseconds are left for a key, at least 1; {@link #NO_EXPIRY} or {@link #ABSENT} otherwise. */
public record TimeToLive(Key key) implements Command<Long> {
    public static final long NO_EXPIRY = StoredValue.NO_EXPIRY;
    public static final long ABSENT = -2;

    static final int NUMBER = 8;

    static TimeToLive readFrom(WireReader in, byte[] source) {
        return new TimeToLive(Key.readFrom(in, source));
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        key.writeTo(out);
    }

    @Override
    public void execute(Execution execution) {
        byte[] entry = execution.find(key);
        long left = ABSENT;
        if (entry != null) {
            long deadline = PackedEntry.deadline(entry);
            left = deadline == PackedEntry.NO_DEADLINE ? NO_EXPIRY : Math.max(1, deadline - execution.nowMillis());
        }
        execution.answer().fixed64(left);
    }

    @Override
    public Long readAnswer(WireReader in, byte[] source) {
        return in.fixed64();
    }
}
