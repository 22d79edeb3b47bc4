package io.peergrid.near;

/** A key that its owner has named as hot, at a holder, for as long as it is: another object each time it becomes hot. Thread-safe. */
final class HotKey {
    final long turn;
    /** Reads that went by the copy since its owner was told, about; a hint, so without order. */
    private int uses;

    HotKey(long turn) {
        this.turn = turn;
    }

    void used(int times) {
        uses += times;
    }

    int takeUses() {
        int taken = uses;
        uses = 0;
        return taken;
    }
}
