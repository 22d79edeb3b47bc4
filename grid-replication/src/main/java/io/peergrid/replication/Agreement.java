package io.peergrid.replication;

import io.peergrid.ports.MemberId;

/** What replication asks of the membership. Called on any thread; never blocks. */
public interface Agreement {

    /** Brings a slot request to the leader; may be lost, the asker repeats it. */
    void request(byte[] slotRequest);

    /** A member has installed a higher epoch than ours: its configuration should be pulled. May be repeated. */
    void behind(MemberId informant, long epoch);

    /** Whether this member's lease is valid at this time of its monotonic clock. */
    boolean leaseValid(long nowNanos);
}
