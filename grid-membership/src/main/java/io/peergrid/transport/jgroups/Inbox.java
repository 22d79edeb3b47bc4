package io.peergrid.transport.jgroups;

/** How far a peer's messages have been taken on one lane, and when to tell it. Thread-safe. */
final class Inbox {
    /** After so many bytes the peer is told. Far below the cap of its outbox, so that it never waits for the rest. */
    static final int TELL_EVERY_BYTES = 32 * 1024;

    private long taken;
    private long told;

    /**
     * All up to this point has been taken.
     *
     * @return the point to tell the peer, or -1 for now
     */
    synchronized long taken(long upTo, boolean tellAtOnce) {
        taken = Math.max(taken, upTo);
        if (tellAtOnce || taken - told >= TELL_EVERY_BYTES) {
            told = taken;
            return taken;
        }
        return -1;
    }
}
