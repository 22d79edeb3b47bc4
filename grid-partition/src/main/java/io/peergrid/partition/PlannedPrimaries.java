package io.peergrid.partition;

import io.peergrid.membership.Member;
import java.util.List;

/** Plans who is primary. A primary that moves to a member without a copy costs a copy; one that moves to a holder, little. */
final class PlannedPrimaries extends PlannedFlow {
    private static final int HAND_OVER = 1;
    private static final int FILL_A_GAP = 2;
    private static final int COPY = 64;

    private final int copies;

    PlannedPrimaries(List<PlannedSegment> segments, PlannedShares shares, int copies, List<Member> holders) {
        super(segments, shares, holders.size());
        this.copies = copies;
    }

    @Override
    int[] places(PlannedSegment segment) {
        return segment.primary;
    }

    @Override
    int cost(PlannedSegment segment, int from, int to) {
        return priceOf(segment, to) - priceOf(segment, from);
    }

    @Override
    int price(PlannedSegment segment) {
        return priceOf(segment, segment.primary[0]);
    }

    private int priceOf(PlannedSegment segment, int member) {
        if (member == segment.presentPrimary || member == PlannedSegment.NOBODY) {
            return 0;
        }
        if (segment.holding[member] != PlannedSegment.NONE) {
            return HAND_OVER;
        }
        return segment.held < copies ? FILL_A_GAP : COPY;
    }
}
