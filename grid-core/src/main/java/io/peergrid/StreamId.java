package io.peergrid;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Names an entry of a {@link GridStream}: milliseconds since the epoch and a number among those of the same millisecond, both unsigned. Ordered by
 * time, then by number; each entry of a stream has a greater one than all entries before it. Immutable.
 *
 * @param milliseconds unsigned
 * @param sequence unsigned
 */
public record StreamId(long milliseconds, long sequence) implements Comparable<StreamId> {
    /** 0-0, before the first entry of every stream. */
    public static final StreamId MIN = new StreamId(0, 0);
    /** The greatest there can be. */
    public static final StreamId MAX = new StreamId(-1, -1);

    private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(Long.SIZE);

    /**
     * Reads {@code milliseconds-sequence} or milliseconds alone, whose sequence is 0.
     *
     * @throws IllegalArgumentException if the text is no id
     */
    public static StreamId parse(String text) {
        int dash = text.indexOf('-');
        Long milliseconds = number(dash < 0 ? text : text.substring(0, dash));
        Long sequence = dash < 0 ? Long.valueOf(0) : number(text.substring(dash + 1));
        if (milliseconds == null || sequence == null) {
            throw new IllegalArgumentException("no stream id: " + text);
        }
        return new StreamId(milliseconds, sequence);
    }

    /** A decimal number of 64 bits without a sign; null if the text is none. */
    private static @Nullable Long number(String digits) {
        if (digits.isEmpty() || digits.length() > 64 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        BigInteger number = new BigInteger(digits);
        return number.compareTo(LIMIT) < 0 ? number.longValue() : null;
    }

    /** The next greater id; null behind {@link #MAX}. */
    public @Nullable StreamId next() {
        if (sequence != -1) {
            return new StreamId(milliseconds, sequence + 1);
        }
        return milliseconds == -1 ? null : new StreamId(milliseconds + 1, 0);
    }

    /** The next smaller id; null before {@link #MIN}. */
    public @Nullable StreamId previous() {
        if (sequence != 0) {
            return new StreamId(milliseconds, sequence - 1);
        }
        return milliseconds == 0 ? null : new StreamId(milliseconds - 1, -1);
    }

    @Override
    public int compareTo(StreamId other) {
        int byTime = Long.compareUnsigned(milliseconds, other.milliseconds);
        return byTime != 0 ? byTime : Long.compareUnsigned(sequence, other.sequence);
    }

    /** As Redis writes it: {@code 1526919030474-55}. */
    @Override
    public String toString() {
        return Long.toUnsignedString(milliseconds) + "-" + Long.toUnsignedString(sequence);
    }
}
