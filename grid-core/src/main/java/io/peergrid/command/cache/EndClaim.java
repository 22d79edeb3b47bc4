package io.peergrid.command.cache;

import io.peergrid.command.Command;
import io.peergrid.command.Execution;
import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;

/**
 * Gives a claim back without a value, if it is still the claimant's; the entry stays. Tells whether it was.
 *
 * @param backOffMillis for how long nobody is to load again; 0 if at once
 */
public record EndClaim(Key key, Claimant by, long backOffMillis) implements Command<Boolean> {
    public static final int NUMBER = 258;

    public static EndClaim readFrom(WireReader in, byte[] source) {
        return new EndClaim(Key.readFrom(in, source), Claimant.readFrom(in), in.varLong());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        key.writeTo(out);
        by.writeTo(out);
        out.varLong(backOffMillis);
    }

    @Override
    public void execute(Execution execution) {
        boolean held = CacheMark.isClaimOf(by, CacheMark.find(execution, key));
        if (held && backOffMillis > 0) {
            new CacheMark.Failed().put(execution, key, backOffMillis);
        } else if (held) {
            execution.remove(CacheMark.keyOf(key));
        }
        execution.answer().bool(held);
    }

    @Override
    public Boolean readAnswer(WireReader in, byte[] source) {
        return in.bool();
    }
}
