package io.peergrid.replication;

import io.peergrid.ports.MemberId;
import java.util.Set;

/**
 * How one member's copy of a slot stands at one moment; for those who watch over a grid.
 *
 * @param ledTerm the slotTerm under which the member is the slot's primary, or -1
 * @param answers whether it would answer a read of the slot now: it serves, under a valid lease
 * @param term of the newest entry; 0 without one
 * @param seq of the newest entry; 0 without one
 * @param committedTerm of the newest entry known to be committed
 * @param committedSeq of the newest entry known to be committed
 * @param ackSet the others whose acknowledgement a commit waits for; empty unless it is the primary
 */
public record SlotCopy(
        long ledTerm,
        boolean answers,
        long term,
        long seq,
        long committedTerm,
        long committedSeq,
        Set<MemberId> ackSet) {

    public SlotCopy {
        ackSet = Set.copyOf(ackSet);
    }

    public boolean isLed() {
        return ledTerm >= 0;
    }
}
