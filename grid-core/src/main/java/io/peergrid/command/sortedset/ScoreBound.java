package io.peergrid.command.sortedset;

import io.peergrid.command.Decimals;
import io.peergrid.store.ByteSlice;

/**
 * An end of a range of scores.
 *
 * @param score NaN if it is none
 */
record ScoreBound(double score, boolean excluded) {
    static ScoreBound read(ByteSlice bytes) {
        boolean excluded = bytes.length() > 0 && bytes.byteAt(0) == '(';
        ByteSlice number = excluded ? new ByteSlice(bytes.source(), bytes.offset() + 1, bytes.length() - 1) : bytes;
        return new ScoreBound(Decimals.lenient(number), excluded);
    }

    /**
     * Whether a score comes before this end in the order.
     *
     * @param lower whether this is the lower end, before which nothing is within; otherwise all before it is
     */
    boolean isAbove(double other, boolean lower) {
        return other < score || (other == score && excluded == lower);
    }
}
