package io.peergrid.command;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import io.peergrid.store.ValueTag;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;

/**
 * Adds to a 64-bit number and returns the sum; an absent key counts as 0. Works on {@link ValueTag#INT64} and on
 * {@link ValueTag#RAW} bytes that are a decimal number; the result is an INT64.
 *
 * @param expiry of the entry, see {@code onlyIfCreated}
 * @param onlyIfCreated whether the expiry is set only when the key was absent, as for a rate limit with a fixed window;
 *     a present key keeps its own
 */
public record Increment(Key key, long delta, Expiry expiry, boolean onlyIfCreated) implements Command<Long> {
    static final int NUMBER = 9;

    /** Adds without touching the time to live. */
    public static Increment by(Key key, long delta) {
        return new Increment(key, delta, Expiry.KEEP, false);
    }

    static Increment readFrom(WireReader in, byte[] source) {
        return new Increment(Key.readFrom(in, source), in.fixed64(), Expiry.readFrom(in), in.bool());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        key.writeTo(out);
        out.fixed64(delta);
        expiry.writeTo(out);
        out.bool(onlyIfCreated);
    }

    @Override
    public void execute(Execution execution) {
        byte[] present = execution.find(key);
        long before = present == null ? 0 : Numbers.read(PackedEntry.value(present));
        long sum = before + delta;
        if (((before ^ sum) & (delta ^ sum)) < 0) {
            throw new CommandException(
                    ErrorCode.OVERFLOW, "adding " + delta + " to " + before + " leaves the 64-bit range");
        }
        boolean keep = onlyIfCreated && present != null;
        execution.put(key, ByteSlice.of(Numbers.write(sum)), keep ? Expiry.KEEP : expiry);
        execution.answer().fixed64(sum);
    }

    @Override
    public Long readAnswer(WireReader in, byte[] source) {
        return in.fixed64();
    }
}
