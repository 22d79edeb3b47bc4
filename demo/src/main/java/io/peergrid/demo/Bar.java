package io.peergrid.demo;

import java.util.Locale;

/** Pictures made of characters, each within 80 columns. */
final class Bar {
    private static final int PROGRESS_CELLS = 30;

    private Bar() {}

    /** For example: {@code loading  ███████░░░░░  56,000 of 112,320   41,000/s}. */
    static String progress(String what, long done, long total, double perSecond) {
        int full = (int) (total == 0 ? PROGRESS_CELLS : done * PROGRESS_CELLS / total);
        return String.format(
                Locale.ROOT,
                "%s  %s%s  %,d of %,d  %,.0f/s",
                what,
                "█".repeat(full),
                "░".repeat(PROGRESS_CELLS - full),
                done,
                total,
                perSecond);
    }

    /**
     * Shrinks the owners of all slots to a few cells.
     *
     * @param owners number of the primary of each slot, 0 for none
     * @return per cell the number that most of its slots have
     */
    static int[] shrink(int[] owners, int cells) {
        int[] shrunk = new int[cells];
        int most = 0;
        for (int owner : owners) {
            most = Math.max(most, owner);
        }
        for (int cell = 0; cell < cells; cell++) {
            int from = (int) ((long) owners.length * cell / cells);
            int to = (int) ((long) owners.length * (cell + 1) / cells);
            int[] counts = new int[most + 1];
            for (int slot = from; slot < to; slot++) {
                counts[owners[slot]]++;
            }
            for (int owner = 1; owner <= most; owner++) {
                if (counts[owner] > counts[shrunk[cell]]) {
                    shrunk[cell] = owner;
                }
            }
        }
        return shrunk;
    }
}
