package io.peergrid.partition;

/** How many places each member should fill: between its share rounded down and rounded up. */
final class PlannedShares {
    final int[] least;
    final int[] most;

    private PlannedShares(int[] least, int[] most) {
        this.least = least;
        this.most = most;
    }

    /**
     * Shares by weight.
     *
     * @param places to be filled in all, at most {@code limit} times the number of members
     * @param limit most places one member can fill; what it cannot take goes to the others by weight
     */
    static PlannedShares of(long places, int limit, int[] weights) {
        int[] least = new int[weights.length];
        int[] most = new int[weights.length];
        boolean[] full = new boolean[weights.length];
        long rest = places;
        long weight = 0;
        for (int each : weights) {
            weight += each;
        }
        for (boolean settled = false; !settled; ) {
            settled = true;
            long restNow = rest;
            long weightNow = weight;
            for (int m = 0; m < weights.length; m++) {
                if (!full[m] && restNow * weights[m] >= (long) limit * weightNow) {
                    full[m] = true;
                    least[m] = limit;
                    most[m] = limit;
                    rest -= limit;
                    weight -= weights[m];
                    settled = false;
                }
            }
        }
        for (int m = 0; m < weights.length; m++) {
            if (!full[m]) {
                long scaled = rest * weights[m];
                least[m] = (int) (scaled / weight);
                most[m] = (int) ((scaled + weight - 1) / weight);
            }
        }
        return new PlannedShares(least, most);
    }

    /** What remains of these shares for members that fill {@code taken} places already. */
    PlannedShares minus(int[] taken) {
        int[] lower = new int[taken.length];
        int[] upper = new int[taken.length];
        for (int m = 0; m < taken.length; m++) {
            lower[m] = Math.max(0, least[m] - taken[m]);
            upper[m] = Math.max(0, most[m] - taken[m]);
        }
        return new PlannedShares(lower, upper);
    }
}
