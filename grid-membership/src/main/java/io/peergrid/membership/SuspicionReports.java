package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What others reported lately: per reporter its newest report. */
final class SuspicionReports {
    private final long validNanos;
    private final Map<MemberId, Latest> latest = new TreeMap<>();

    private record Latest(long epoch, MembershipMessage.Report report, long atNanos) {}

    /** A reporter began or ceased to suspect somebody. */
    record Change(MemberId suspect, boolean suspected) {}

    SuspicionReports(long validNanos) {
        this.validNanos = validNanos;
    }

    /** Takes a report, unless a newer one of the same member is known. */
    List<Change> add(MemberId from, long epoch, MembershipMessage.Report report, long nowNanos) {
        Latest before = latest.get(from);
        if (before != null && before.report.number() >= report.number()) {
            return List.of();
        }
        latest.put(from, new Latest(epoch, report, nowNanos));
        Set<MemberId> then = before == null ? Set.of() : before.report.suspects();
        List<Change> changes = new ArrayList<>();
        for (MemberId id : report.suspects()) {
            if (!then.contains(id)) {
                changes.add(new Change(id, true));
            }
        }
        for (MemberId id : then) {
            if (!report.suspects().contains(id)) {
                changes.add(new Change(id, false));
            }
        }
        return changes;
    }

    /** Who reported that member for that epoch within the time a report is valid. */
    Set<MemberId> reporters(MemberId suspect, long epoch, long nowNanos) {
        Set<MemberId> reporters = new TreeSet<>();
        latest.forEach((from, report) -> {
            if (report.epoch == epoch
                    && report.report.suspects().contains(suspect)
                    && nowNanos - report.atNanos <= validNanos) {
                reporters.add(from);
            }
        });
        return reporters;
    }

    /** Forgets reporters that are no members. */
    void retain(Set<MemberId> members) {
        latest.keySet().retainAll(members);
    }
}
