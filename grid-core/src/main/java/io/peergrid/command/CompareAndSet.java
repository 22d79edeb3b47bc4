package io.peergrid.command;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;

/**
 * Puts a value if the present version is the expected one.
 *
 * @param expectedVersion 0 means absent
 * @param value its tag first
 */
public record CompareAndSet(Key key, long expectedVersion, ByteSlice value, Expiry expiry)
        implements Command<CompareAndSet.Result> {
    static final int NUMBER = 4;

    /** @param version of the entry now; 0 if absent */
    public record Result(boolean done, long version) {}

    static CompareAndSet readFrom(WireReader in, byte[] source) {
        Key key = Key.readFrom(in, source);
        long expected = in.fixed64();
        return new CompareAndSet(key, expected, ByteSlice.readFrom(in, source), Expiry.readFrom(in));
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        key.writeTo(out);
        out.fixed64(expectedVersion);
        value.writeTo(out);
        expiry.writeTo(out);
    }

    @Override
    public void execute(Execution execution) {
        byte[] present = execution.find(key);
        long version = present == null ? 0 : PackedEntry.version(present);
        boolean done = version == expectedVersion;
        if (done) {
            execution.put(key, value, expiry);
        }
        execution.answer().bool(done).fixed64(done ? execution.version() : version);
    }

    @Override
    public Result readAnswer(WireReader in, byte[] source) {
        return new Result(in.bool(), in.fixed64());
    }
}
