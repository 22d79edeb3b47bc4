package io.peergrid.command;

import io.peergrid.store.PackedEntry;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.time.Duration;

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

    /** @throws IllegalArgumentException if it is less than a millisecond */
    public static Expiry after(Duration timeToLive) {
        long millis = timeToLive.toMillis();
        if (millis < 1) {
            throw new IllegalArgumentException(
                    "a time to live of " + timeToLive + "; it must be at least a millisecond");
        }
        return after(millis);
    }

    /** @param epochMillis at least 1; the past is allowed and means at once */
    public static Expiry at(long epochMillis) {
        return new Expiry(Kind.AT, epochMillis);
    }

    public static Expiry readFrom(WireReader in) {
        int kind = in.u8();
        if (kind == 0) {
            return NEVER;
        }
        if (kind == 1) {
            return KEEP;
        }
        long millis = in.varLong();
        if (kind > 3 || millis < 1) {
            throw new WireFormatException("no expiry: " + kind + " " + millis);
        }
        return kind == 2 ? after(millis) : at(millis);
    }

    public void writeTo(WireWriter out) {
        switch (kind) {
            case NEVER -> out.u8(0);
            case KEEP -> out.u8(1);
            case AFTER -> out.u8(2).varLong(millis);
            case AT -> out.u8(3).varLong(millis);
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
