package io.peergrid.testkit.history;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of one key. Values are strings or longs; null means absent.
 *
 * @param value what a write stores, or what an increment adds; null otherwise
 * @param from what a cas expects; null otherwise
 * @param to what a cas stores if it finds {@code from}; null otherwise
 */
public record Action(
        Kind kind,
        String key,
        @Nullable Object value,
        @Nullable Object from,
        @Nullable Object to) {

    /** The operations of the register that each key is. */
    public enum Kind {
        WRITE,
        READ,
        CAS,
        DELETE,
        INCR
    }

    public Action {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(key, "key");
        requireValue(value);
        requireValue(from);
        requireValue(to);
        if (kind == Kind.INCR && !(value instanceof Long)) {
            throw new IllegalArgumentException("an increment adds a long, not " + value);
        }
    }

    /** Stores a value; its result, if observed, is the value before. */
    public static Action write(String key, @Nullable Object value) {
        return new Action(Kind.WRITE, key, value, null, null);
    }

    /** Its result is the value. */
    public static Action read(String key) {
        return new Action(Kind.READ, key, null, null, null);
    }

    /** Its result is true if {@code from} was found and replaced, else false; unobserved counts as true. */
    public static Action cas(String key, @Nullable Object from, @Nullable Object to) {
        return new Action(Kind.CAS, key, null, from, to);
    }

    /** Its result, if observed, is the value before, or whether there was one. */
    public static Action delete(String key) {
        return new Action(Kind.DELETE, key, null, null, null);
    }

    /** Adds to a number, absent counting as 0; its result, if observed, is the sum. */
    public static Action increment(String key, long by) {
        return new Action(Kind.INCR, key, by, null, null);
    }

    private static void requireValue(@Nullable Object value) {
        if (value != null && !(value instanceof String) && !(value instanceof Long)) {
            throw new IllegalArgumentException("a value is a String, a Long or null, not a "
                    + value.getClass().getName());
        }
    }
}
