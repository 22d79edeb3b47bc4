package io.peergrid.bench.hitratio;

/** How many entries a cache held, looked at now and then. */
final class Occupancy {
    private static final int EVERY = 1_000;

    private int accesses;
    private int count;
    private long sum;
    private long most;

    boolean isDue() {
        return ++accesses % EVERY == 0;
    }

    /** What it held before it was as full as ever does not count. */
    void note(long entries) {
        if (entries > most) {
            most = entries;
            count = 0;
            sum = 0;
        }
        count++;
        sum += entries;
    }

    @Override
    public String toString() {
        return count == 0 ? "?" : String.format("%.1f (at most %d)", (double) sum / count, most);
    }
}
