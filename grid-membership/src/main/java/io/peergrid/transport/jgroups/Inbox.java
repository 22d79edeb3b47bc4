package io.peergrid.transport.jgroups;

/** How far a peer's messages have been taken on one lane, and when to tell it. Thread-safe. */
final class Inbox {
    /** After so many bytes the peer is told. Far below the cap of its outbox, so that it never waits for the rest. */
    static final int TELL_EVERY_BYTES = 32 * 1024;

    private long session;
    private long taken;
    private long told;

    /**
     * All up to this point of the peer's session has been taken. Another session counts from zero.
     *
     * @return the point to tell the peer, or -1 for now
     */
    synchronized long taken(long ofSession, long upTo, boolean tellAtOnce) {
        if (ofSession != session) {
            session = ofSession;
            taken = 0;
            told = 0;
        }
        taken = Math.max(taken, upTo);
        if (tellAtOnce || taken - told >= TELL_EVERY_BYTES) {
            told = taken;
            return taken;
        }
        return -1;
    }
}
