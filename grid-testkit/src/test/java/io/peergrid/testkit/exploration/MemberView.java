package io.peergrid.testkit.exploration;

import io.peergrid.membership.Configuration;
import io.peergrid.partition.SlotTable;
import io.peergrid.replication.CopyWindow;
import io.peergrid.replication.SlotCopy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an omniscient observer sees of one state of a member.
 *
 * @param leaseUntilNanos end of the lease, or {@code Long.MIN_VALUE} without one
 * @param service in which role it would answer under a lease
 * @param written what it holds, newest last
 * @param readLeased the answer to a read if its lease is valid, or null
 * @param readBare the answer to a read if its lease is over, or null
 */
record MemberView(
        @Nullable Configuration<SlotTable> installed,
        long leaseUntilNanos,
        SlotCopy copy,
        CopyWindow.Service service,
        List<WriteLog.Written> written,
        byte @Nullable [] readLeased,
        byte @Nullable [] readBare) {

    static MemberView of(ExploredMember member) {
        long until = member.membership.lease().untilNanos();
        boolean granted = member.membership.lease().isValid(until - 1);
        return new MemberView(
                member.membership.installed(),
                granted ? until : Long.MIN_VALUE,
                member.replication.copy(0),
                CopyWindow.service(member.replication, 0),
                List.copyOf(member.log.written(0)),
                member.read(true),
                member.read(false));
    }

    boolean leased(long nowNanos) {
        return leaseUntilNanos != Long.MIN_VALUE && leaseUntilNanos - nowNanos > 0;
    }

    boolean holds(int write) {
        for (WriteLog.Written each : written) {
            if (each.value() == write) {
                return true;
            }
        }
        return false;
    }

    long epoch() {
        return installed == null ? -1 : installed.epoch();
    }
}
