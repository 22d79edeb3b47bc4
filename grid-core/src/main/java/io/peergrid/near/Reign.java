package io.peergrid.near;

/** A time in which what a peer told is whole, so that copies of its entries may be used. The next one begins after each gap. Thread-safe. */
final class Reign {
    private static final long NONE = Long.MIN_VALUE;

    /** When the newest question was asked that the peer has answered. */
    private volatile long provenAt;

    /** The configuration of the newest answer; {@link #NONE} before there is one. */
    private volatile long provenIn = NONE;
    /** Whether a copy was looked at since it was asked last; a hint, so without order. */
    private boolean used;

    /** Whether there was an answer under this configuration. */
    boolean isProvenIn(long epoch) {
        return provenIn == epoch;
    }

    long provenAt() {
        return provenAt;
    }

    /** Everything that the peer had told before was handled. One thread at a time. */
    void prove(long at, long epoch) {
        if (provenIn == NONE || at - provenAt > 0) {
            provenAt = at;
        }
        provenIn = Math.max(provenIn, epoch);
    }

    void use() {
        if (!used) {
            used = true;
        }
    }

    boolean takeUse() {
        boolean was = used;
        used = false;
        return was;
    }
}
