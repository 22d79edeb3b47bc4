package io.peergrid.partition;

import io.peergrid.membership.BodyRules;
import io.peergrid.membership.Member;
import io.peergrid.ports.MemberId;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the slot table means to the agreement: who loses a role, who succeeds whom, what is moved (docs/protocols/rebalancing.md).
 * Results are pure functions of the arguments, but for {@link #succeed}, which follows the plan it made before as long as that
 * holds. Used by one thread at a time.
 */
public final class SlotTableRules implements BodyRules<SlotTable> {
    private final SlotPolicy policy;
    private final PromotionRules promotion;
    private final AssignmentPlanner planner;
    private final StandingPlan standingPlan;
    private @Nullable SuccessionContext<SlotTable> settled;

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
        this.promotion = promotion;
        this.planner = new AssignmentPlanner(policy.slots(), policy.backups());
        this.standingPlan = new StandingPlan(planner);
    }

    public SlotPolicy policy() {
        return policy;
    }

    /** {@code minInSync}, or the number of members that hold data if they are fewer (2.6); at least 1. */
    public int effectiveMinInSync(List<Member> members) {
        return policy.effectiveMinInSync(members);
    }

    /** Everybody starts with its planned slots, empty and so in sync. Witnesses alone found nothing: some founder holds data. */
    @Override
    public SlotTable founded(List<Member> founders) {
        AssignmentPlan plan = planner.plan(null, founders, Set.of());
        if (plan == null) {
            throw new IllegalArgumentException("no founder holds data");
        }
        SlotAssignment[] slots = new SlotAssignment[policy.slotCount()];
        AssignmentPlan.Target last = null;
        for (int slot = 0; slot < slots.length; slot++) {
            AssignmentPlan.Target target = plan.target(slot);
            slots[slot] = SlotTable.isInstance(target, last)
                    ? slots[slot - 1]
                    : new SlotAssignment(target.primary(), 0, target.copies(), List.of(), List.of(), null);
            last = target;
        }
        return new SlotTable(slots);
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
        if (isSettled(context)) {
            return new Succession<>(context.current().body(), Set.of());
        }
        Standing standing = Standing.of(context, policy);
        TableDraft draft = new TableDraft(context.current().body());
        SlotRequests requests = new SlotRequests(draft, standing, promotion);
        requests.grant(context.requests());
        SlotSet lost = new Failover(
                        draft, standing, promotion, requests, policy.recreateLostSlots(), positions(context))
                .run();
        AssignmentPlan plan = standingPlan.plan(context.current(), draft.result(), context.members(), context.dead());
        if (plan != null) {
            new Rebalancing(draft, standing, requests, plan).run(lost);
        }
        SlotTable successor = draft.result();
        standingPlan.produced(successor);
        if (SlotTable.isInstance(successor, draft.before())) {
            settled = context;
        }
        return new Succession<>(successor, consents(draft.before(), successor, requests));
    }

    /** The leader asks every few milliseconds; planning is not for nothing. */
    private boolean isSettled(SuccessionContext<SlotTable> context) {
        SuccessionContext<SlotTable> last = settled;
        return last != null
                && context.requests().isEmpty()
                && SlotTable.isInstance(context.current().body(), last.current().body())
                && context.members().equals(last.members())
                && context.current().members().equals(last.current().members())
                && context.dead().equals(last.dead())
                && context.provenDead().equals(last.provenDead())
                && context.attachments().isEmpty() == last.attachments().isEmpty();
    }

    private Map<MemberId, SlotPositions> positions(SuccessionContext<SlotTable> context) {
        Map<MemberId, SlotPositions> positions = new HashMap<>();
        context.attachments().forEach((member, attachment) -> {
            try {
                positions.put(member, SlotPositions.decode(attachment, policy.slotCount()));
            } catch (WireFormatException malformed) {
                // As if it had attached nothing: its copies come last.
                positions.remove(member);
            }
        });
        return positions;
    }

    private static Set<MemberId> consents(SlotTable before, SlotTable after, SlotRequests requests) {
        Set<MemberId> consents = new TreeSet<>(requests.offering());
        if (consents.isEmpty()) {
            return consents;
        }
        for (int slot = 0; slot < after.slotCount(); slot++) {
            SlotAssignment old = before.assignment(slot);
            SlotAssignment now = after.assignment(slot);
            if (SlotTable.isInstance(old, now)) {
                continue;
            }
            MemberId primary = old.primary();
            if (primary != null && !primary.equals(now.primary()) && !requests.offered(primary, slot)) {
                consents.remove(primary);
            }
            old.inSync().stream()
                    .filter(member -> !now.inSync().contains(member))
                    .forEach(consents::remove);
        }
        return consents;
    }
}
