package io.peergrid.command.cache;

import io.peergrid.command.Command;
import io.peergrid.command.Execution;
import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;

/** Renews a claim, if it is still the claimant's; tells whether it is. */
public record KeepClaim(Key key, Claimant by, long leaseMillis) implements Command<Boolean> {
    public static final int NUMBER = 257;

    public static KeepClaim readFrom(WireReader in, byte[] source) {
        return new KeepClaim(Key.readFrom(in, source), Claimant.readFrom(in), in.varLong());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        key.writeTo(out);
        by.writeTo(out);
        out.varLong(leaseMillis);
    }

    @Override
    public void execute(Execution execution) {
        CacheMark mark = CacheMark.find(execution, key);
        boolean kept = CacheMark.isClaimOf(by, mark) && mark != null && mark.isHeld(execution);
        if (mark != null && kept) {
            mark.put(execution, key, Math.max(1, Math.min(ClaimEntry.LEASE_MAX_MILLIS, leaseMillis)));
        }
        execution.answer().bool(kept);
    }

    @Override
    public Boolean readAnswer(WireReader in, byte[] source) {
        return in.bool();
    }
}
