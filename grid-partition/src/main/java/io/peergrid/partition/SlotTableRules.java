package io.peergrid.partition;

import io.peergrid.membership.BodyRules;
import io.peergrid.membership.Member;
import io.peergrid.ports.MemberId;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the slot table means to the agreement: who loses a role, who succeeds whom, what is moved (docs/protocols/rebalancing.md).
 * Every result is a pure function of the arguments; used by one thread at a time.
 */
public final class SlotTableRules implements BodyRules<SlotTable> {
    private final SlotPolicy policy;

    /**
     * @param slotCount the same on all members, at least 1
     * @param backups copies of a slot besides the primary's, at least 0
     * @param minInSync fewest in-sync copies with which a slot commits writes, at least 1
     */
    public SlotTableRules(int slotCount, int backups, int minInSync, PromotionRules promotion) {
        this(new SlotPolicy(slotCount, backups, minInSync, true), promotion);
    }

    public SlotTableRules(SlotPolicy policy, PromotionRules promotion) {
        this.policy = policy;
    }

    public SlotPolicy policy() {
        return policy;
    }

    /** {@code minInSync}, or the number of members that hold data if they are fewer (2.6); at least 1. */
    public int effectiveMinInSync(List<Member> members) {
        return policy.effectiveMinInSync(members);
    }

    @Override
    public SlotTable founded(List<Member> founders) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void encode(SlotTable body, WireWriter out) {
        SlotTableCodec.encode(body.ranges(), out);
    }

    @Override
    public SlotTable decode(WireReader in) {
        List<SlotRange> ranges = SlotTableCodec.decode(in, policy.slotCount());
        int at = 0;
        for (SlotRange range : ranges) {
            if (range.from() != at) {
                throw new WireFormatException("no assignment for slot " + at);
            }
            at = range.to();
        }
        if (at != policy.slotCount()) {
            throw new WireFormatException("a table of " + at + " slots instead of " + policy.slotCount());
        }
        return SlotTable.of(ranges);
    }

    @Override
    public void encodeDelta(SlotTable before, SlotTable after, WireWriter out) {
        SlotTableDelta.between(before, after).encode(out);
    }

    @Override
    public SlotTable applyDelta(SlotTable before, WireReader in) {
        return SlotTableDelta.decode(in, policy.slotCount()).applyTo(before);
    }

    @Override
    public Set<MemberId> losers(SlotTable before, SlotTable after) {
        Set<MemberId> losers = new TreeSet<>();
        SlotAssignment lastOld = null;
        SlotAssignment lastNow = null;
        for (int slot = 0; slot < after.slotCount(); slot++) {
            SlotAssignment old = before.assignment(slot);
            SlotAssignment now = after.assignment(slot);
            if (SlotTable.isInstance(old, now)
                    || (SlotTable.isInstance(old, lastOld) && SlotTable.isInstance(now, lastNow))) {
                continue;
            }
            lastOld = old;
            lastNow = now;
            MemberId primary = old.primary();
            if (primary != null && !primary.equals(now.primary())) {
                losers.add(primary);
            }
            for (MemberId member : old.inSync()) {
                if (!now.inSync().contains(member)) {
                    losers.add(member);
                }
            }
        }
        return losers;
    }

    @Override
    public Set<MemberId> roleHolders(SlotTable body) {
        return body.roleHolders();
    }

    @Override
    public boolean mentions(SlotTable body, MemberId member) {
        return body.mentioned().contains(member);
    }

    @Override
    public Succession<SlotTable> succeed(SuccessionContext<SlotTable> context) {
        throw new UnsupportedOperationException();
    }
}
