package io.peergrid.replication;

import io.peergrid.ports.MemberId;

/** What replication asks of the membership. Called on any thread; never blocks. */
public interface Agreement {

    /**
     * Brings a slot request to the leader; may be lost or late, the asker repeats it.
     *
     * @param epoch the installed epoch in which it was decided. It goes with the request however late that is passed on: a
     *     request that named a later one could be granted although what it rests on is gone (I14)
     */
    void request(byte[] slotRequest, long epoch);

    /** A member has installed a higher epoch than ours: its configuration should be pulled. May be repeated. */
    void behind(MemberId informant, long epoch);

    /** Whether this member's lease is valid at this time of its monotonic clock. */
    boolean leaseValid(long nowNanos);
}
