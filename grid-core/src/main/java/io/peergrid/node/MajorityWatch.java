package io.peergrid.node;

import io.peergrid.membership.Membership;
import io.peergrid.membership.MembershipSettings;

/** Logs when a member has no majority behind it, and when it has again. On the protocol thread. */
final class MajorityWatch {
    private final Membership<?> membership;
    private final long patienceNanos;
    private final NodeLog log;
    private boolean lacking;
    private boolean told;
    private long since;

    MajorityWatch(Membership<?> membership, MembershipSettings timings, NodeLog log) {
        this.membership = membership;
        this.log = log;
        // After a pause of its own a member has to be answered first; that is no news.
        patienceNanos = 3 * timings.heartbeatNanos();
    }

    void poll(long now, boolean member) {
        boolean lacks = member && membership.lacksMajority(now);
        if (lacks && !lacking) {
            since = now;
        }
        lacking = lacks;
        boolean tell = lacks && (told || now - since >= patienceNanos);
        if (tell != told) {
            told = tell;
            log.majority(tell, membership.majorityStatus());
        }
    }
}
