package io.peergrid.command.hyperloglog;

/** The registers of a HyperLogLog, a byte each, to merge and to count. Not thread-safe. */
public final class Registers {
    static final int COUNT = 1 << 14;
    /** Bits of a hash that do not choose the register. */
    static final int PATTERN_BITS = 50;

    private static final int MOST = 63;
    /** 0.5 / ln 2 */
    private static final double ALPHA = 0.7213475204444817;

    private final byte[] values = new byte[COUNT];

    int value(int index) {
        return values[index];
    }

    /** Keeps the greater one. */
    void raise(int index, int value) {
        values[index] = (byte) Math.max(values[index], value);
    }

    void raise(int from, int to, int value) {
        for (int i = from; i < to; i++) {
            raise(i, value);
        }
    }

    /** How many different elements were added, about, by Ertl's improved estimator (arXiv 1702.01284). */
    public long estimate() {
        int[] histogram = new int[MOST + 1];
        for (byte value : values) {
            histogram[value]++;
        }
        double z = COUNT * tau((COUNT - histogram[PATTERN_BITS + 1]) / (double) COUNT);
        for (int i = PATTERN_BITS; i >= 1; i--) {
            z = (z + histogram[i]) * 0.5;
        }
        z += COUNT * sigma(histogram[0] / (double) COUNT);
        return Math.round(ALPHA * COUNT * COUNT / z);
    }

    private static double sigma(double share) {
        if (share == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double x = share;
        double y = 1;
        double z = x;
        double before;
        do {
            x *= x;
            before = z;
            z += x * y;
            y += y;
        } while (before != z);
        return z;
    }

    private static double tau(double share) {
        if (share == 0 || share == 1) {
            return 0;
        }
        double x = share;
        double y = 1;
        double z = 1 - x;
        double before;
        do {
            x = Math.sqrt(x);
            before = z;
            y *= 0.5;
            z -= (1 - x) * (1 - x) * y;
        } while (before != z);
        return z / 3;
    }
}
