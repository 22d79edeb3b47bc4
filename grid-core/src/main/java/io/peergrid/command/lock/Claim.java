package io.peergrid.command.lock;

import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.List;

/**
 * What one holder has of a lock or a semaphore.
 *
 * @param epoch that the holder's member had installed when it asked, and was listed in
 * @param token the version of the entry that granted it
 * @param permits at least 1
 * @param until end of the lease by the slot's time, in milliseconds since the epoch
 */
record Claim(Holder holder, long epoch, long token, int permits, long until) {
    private static final int LEAST_BYTES = 42;

    static int leastBytes() {
        return LEAST_BYTES;
    }

    boolean lives(Execution execution) {
        return until > execution.nowMillis() && !execution.hasLeft(holder.member(), epoch);
    }

    Claim renewed(long newUntil) {
        return new Claim(holder, epoch, token, permits, newUntil);
    }

    /** What its holder is told: token, the slot's time now, end of the lease. */
    Value granted(long nowMillis) {
        return Value.of(List.of(Value.of(token), Value.of(nowMillis), Value.of(until)));
    }

    /** What others are told: member, token, permits, milliseconds left. */
    Value shown(long nowMillis) {
        byte[] member = new WireWriter(2 * Long.BYTES).member(holder.member()).toBytes();
        return Value.of(List.of(Value.of(member), Value.of(token), Value.of(permits), Value.of(until - nowMillis)));
    }

    void writeTo(WireWriter out) {
        out.member(holder.member()).varLong(holder.number()).fixed64(epoch).fixed64(token);
        out.varInt(permits).fixed64(until);
    }

    static Claim readFrom(WireReader in) {
        Holder holder = new Holder(in.member(), in.varLong());
        return new Claim(holder, in.fixed64(), in.fixed64(), in.varInt(), in.fixed64());
    }
}
