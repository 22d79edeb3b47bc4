package io.peergrid.membership;

import io.peergrid.membership.MembershipMessage.Pull;
import io.peergrid.ports.MemberId;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks for clusters of the same name that were founded apart from this one: members of two clusters have no reason to write to each other, so nobody would notice. Whoever is reachable
 * for long without being listed is asked for its configuration; if it belongs to another cluster both learn of it by the frame (I26).
 */
final class OtherClusters {
    private static final long ASK_EVERY_NANOS = 60_000_000_000L;

    private final Surroundings<?> around;
    private final long patienceNanos;
    /** When to ask each of them next. */
    private final Map<MemberId, Long> strangers = new TreeMap<>();

    OtherClusters(Surroundings<?> around) {
        this.around = around;
        // A newcomer is let in, and one that was dropped goes, within that time.
        patienceNanos = 4 * around.settings.downAfterNanos();
    }

    /** With each heartbeat of a member that is listed. */
    void look(Configuration<?> installed, long nowNanos) {
        strangers.keySet().retainAll(around.transport.reachable());
        for (MemberId id : around.transport.reachable()) {
            if (installed.lists(id) || id.equals(around.self())) {
                strangers.remove(id);
                continue;
            }
            Long due = strangers.putIfAbsent(id, nowNanos + patienceNanos);
            if (due != null && nowNanos - due >= 0) {
                strangers.put(id, nowNanos + ASK_EVERY_NANOS);
                around.send(id, new Pull());
            }
        }
    }
}
