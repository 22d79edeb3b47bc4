package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import io.peergrid.wire.WireWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The order of a sorted set: by score, then by the bytes of the member. Scores are never NaN, and 0 has no sign. */
public final class ScoreOrder {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private ScoreOrder() {}

    /** The score of an element of {@link ElementForm#SORTED_SET}, or of its payload. */
    public static double score(ByteSlice element) {
        return score(element.source(), element.offset());
    }

    private static double score(byte[] source, int offset) {
        return Double.longBitsToDouble((long) LONG.get(source, offset));
    }

    /** A score as what belongs to a member. */
    public static ByteSlice payload(double score) {
        // Adding 0 takes the sign of -0 away.
        long bits = Double.doubleToRawLongBits(score + 0.0);
        return ByteSlice.of(new WireWriter(Double.BYTES).fixed64(bits).toBytes());
    }

    /** Compares elements. */
    public static int compare(ByteSlice one, ByteSlice other) {
        return compare(one.source(), one.offset(), one.length(), other.source(), other.offset(), other.length());
    }

    static int compare(byte[] one, byte[] other) {
        return compare(one, 0, one.length, other, 0, other.length);
    }

    private static int compare(byte[] one, int from, int length, byte[] other, int otherFrom, int otherLength) {
        double score = score(one, from);
        double otherScore = score(other, otherFrom);
        if (score != otherScore) {
            return score < otherScore ? -1 : 1;
        }
        return Arrays.compareUnsigned(
                one, from + Double.BYTES, from + length, other, otherFrom + Double.BYTES, otherFrom + otherLength);
    }
}
