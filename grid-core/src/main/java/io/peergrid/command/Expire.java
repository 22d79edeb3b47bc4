package io.peergrid.command;

import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;

/**
 * Changes when a present key expires; tells whether the key is there (AFTER, AT) or had a deadline that is gone now (NEVER).
 * The version rises with it. A point in the past removes the key.
 *
 * @param expiry not KEEP
 */
public record Expire(Key key, Expiry expiry) implements Command<Boolean> {
    static final int NUMBER = 7;

    public Expire {
        if (expiry.kind() == Expiry.Kind.KEEP) {
            throw new IllegalArgumentException("keeping the expiry changes nothing");
        }
    }

    /** Takes the deadline away. */
    public static Expire persist(Key key) {
        return new Expire(key, Expiry.NEVER);
    }

    static Expire readFrom(WireReader in, byte[] source) {
        Key key = Key.readFrom(in, source);
        Expiry expiry = Expiry.readFrom(in);
        if (expiry.kind() == Expiry.Kind.KEEP) {
            throw new WireFormatException("an expire that keeps");
        }
        return new Expire(key, expiry);
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        key.writeTo(out);
        expiry.writeTo(out);
    }

    @Override
    public void execute(Execution execution) {
        byte[] present = execution.find(key);
        boolean done = present != null
                && (expiry.kind() != Expiry.Kind.NEVER || PackedEntry.deadline(present) != PackedEntry.NO_DEADLINE);
        if (present != null && done) {
            if (expiry.kind() == Expiry.Kind.AT && expiry.millis() <= execution.nowMillis()) {
                execution.remove(key);
            } else {
                execution.setDeadline(key, expiry.deadline(execution.nowMillis(), PackedEntry.NO_DEADLINE));
            }
        }
        execution.answer().bool(done);
    }

    @Override
    public Boolean readAnswer(WireReader in, byte[] source) {
        return in.bool();
    }
}
