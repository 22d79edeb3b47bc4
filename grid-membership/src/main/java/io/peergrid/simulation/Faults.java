package io.peergrid.simulation;

import java.util.Locale;
import java.util.StringJoiner;

/** How faults name hosts and times, and how they walk over links. */
final class Faults {

    interface LinkAction {
        void apply(int from, int to);
    }

    private Faults() {}

    static void forEachLink(long from, long to, LinkAction action) {
        for (long a = from; a != 0; a &= a - 1) {
            for (long b = to; b != 0; b &= b - 1) {
                action.apply(Long.numberOfTrailingZeros(a), Long.numberOfTrailingZeros(b));
            }
        }
    }

    static String hosts(long bits) {
        StringJoiner names = new StringJoiner(",");
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            names.add("n" + Long.numberOfTrailingZeros(rest));
        }
        return names.toString();
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
    }
}
