package io.peergrid.command;

import io.peergrid.store.PackedEntry;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;

/**
 * When a written entry expires.
 *
 * @param millis a duration for AFTER, milliseconds since the epoch for AT, otherwise 0; at least 1
 */
public record Expiry(Kind kind, long millis) {
    public static final Expiry NEVER = new Expiry(Kind.NEVER, 0);
    public static final Expiry KEEP = new Expiry(Kind.KEEP, 0);

    /** How the deadline is found. */
    public enum Kind {
        /** No deadline; one that was there goes. */
        NEVER,
        /** That of the entry written over; none for a new one. */
        KEEP,
        /** So long after the slot's time at the moment of the decision. */
        AFTER,
        /** At a point in time. */
        AT
    }

    private static final Kind[] KINDS = Kind.values();

    public Expiry {
        boolean timed = kind == Kind.AFTER || kind == Kind.AT;
        if (timed ? millis < 1 : millis != 0) {
            throw new IllegalArgumentException("an expiry of " + kind + " " + millis + " ms");
        }
    }

    /** @param millis at least 1 */
    public static Expiry after(long millis) {
        return new Expiry(Kind.AFTER, millis);
    }

    /** @param epochMillis at least 1; the past is allowed and means at once */
    public static Expiry at(long epochMillis) {
        return new Expiry(Kind.AT, epochMillis);
    }

    static Expiry readFrom(WireReader in) {
        int kind = in.u8();
        long millis = kind >= 2 ? in.varLong() : 0;
        if (kind >= KINDS.length || (kind >= 2 && millis < 1)) {
            throw new WireFormatException("no expiry: " + kind + " " + millis);
        }
        return new Expiry(KINDS[kind], millis);
    }

    void writeTo(WireWriter out) {
        out.u8(kind.ordinal());
        if (millis != 0) {
            out.varLong(millis);
        }
    }

    long deadline(long nowMillis, long present) {
        return switch (kind) {
            case NEVER -> PackedEntry.NO_DEADLINE;
            case KEEP -> present;
            case AT -> millis;
            case AFTER -> nowMillis > Long.MAX_VALUE - millis ? Long.MAX_VALUE : nowMillis + millis;
        };
    }
}
