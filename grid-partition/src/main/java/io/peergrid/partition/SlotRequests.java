package io.peergrid.partition;

import io.peergrid.membership.BodyRules.BodyRequest;
import io.peergrid.partition.SlotRequest.AddInSync;
import io.peergrid.partition.SlotRequest.HandOver;
import io.peergrid.partition.SlotRequest.RemoveReplica;
import io.peergrid.ports.MemberId;
import io.peergrid.wire.WireFormatException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Grants what members ask for, slot by slot: what does not fit the table as it stands is void. */
final class SlotRequests {
    private final TableDraft draft;
    private final Standing standing;
    private final PromotionRules promotion;
    private final Map<MemberId, BitSet> handedOver = new HashMap<>();
    private final Map<MemberId, BitSet> removed = new HashMap<>();
    private final BitSet added = new BitSet();

    SlotRequests(TableDraft draft, Standing standing, PromotionRules promotion) {
        this.draft = draft;
        this.standing = standing;
        this.promotion = promotion;
    }

    void grant(List<BodyRequest> requests) {
        for (BodyRequest request : requests) {
            SlotRequest content;
            try {
                content = SlotRequest.decode(request.content(), draft.slotCount());
            } catch (WireFormatException malformed) {
                continue;
            }
            content.slots().forEach(slot -> grant(request, content, slot));
        }
    }

    private void grant(BodyRequest request, SlotRequest content, int slot) {
        SlotAssignment now = draft.get(slot);
        boolean mayGrant = promotion.mayGrant(request.epoch(), standing.newEpoch() - 1);
        if (content instanceof RemoveReplica remove) {
            remove(request, slot, now, remove.replica());
        } else if (!mayGrant || !request.from().equals(now.primary())) {
            return;
        } else if (content instanceof AddInSync add) {
            add(slot, now, add.replica());
        } else if (content instanceof HandOver handOver) {
            handOver(slot, now, handOver.target());
        }
    }

    /** The replica is in the primary's ack set as long as the primary has installed nothing newer (I14). */
    private void add(int slot, SlotAssignment now, MemberId replica) {
        if (!now.learners().contains(replica) || !standing.isLive(replica)) {
            return;
        }
        List<MemberId> inSync = TableDraft.plus(now.inSync(), replica);
        List<MemberId> learners = TableDraft.minus(now.learners(), replica);
        List<MemberId> eligible = TableDraft.minus(now.eligible(), replica);
        draft.set(slot, new SlotAssignment(now.primary(), now.slotTerm(), inSync, eligible, learners, now.heir()));
        added.set(slot);
    }

    /** Of a dead primary's slots nobody is removed: the next primary comes from those still in sync (I15, I21). */
    private void remove(BodyRequest request, int slot, SlotAssignment now, MemberId replica) {
        MemberId primary = now.primary();
        if (primary == null
                || !standing.isLive(primary)
                || replica.equals(primary)
                || request.epoch() < now.slotTerm()) {
            return;
        }
        boolean wasInSync = now.inSync().contains(replica);
        if (!wasInSync && !now.learners().contains(replica)) {
            return;
        }
        List<MemberId> inSync = TableDraft.minus(now.inSync(), replica);
        // Whether it stays so shows when all who leave in this succession have left.
        List<MemberId> eligible = wasInSync ? TableDraft.plus(now.eligible(), replica) : now.eligible();
        draft.set(
                slot,
                new SlotAssignment(
                        primary,
                        now.slotTerm(),
                        inSync,
                        eligible,
                        TableDraft.minus(now.learners(), replica),
                        replica.equals(now.heir()) ? null : now.heir()));
        removed.computeIfAbsent(replica, member -> new BitSet()).set(slot);
    }

    private void handOver(int slot, SlotAssignment now, MemberId target) {
        if (!target.equals(now.heir())
                || !standing.isLive(target)
                || !now.inSync().contains(target)) {
            return;
        }
        MemberId source = now.primary();
        draft.set(
                slot,
                new SlotAssignment(target, standing.newEpoch(), now.inSync(), now.eligible(), now.learners(), null));
        if (source != null) {
            handedOver.computeIfAbsent(source, member -> new BitSet()).set(slot);
        }
    }

    /** Whether this succession removed the replica on request: it starts anew with the next one at the earliest. */
    boolean justRemoved(MemberId replica, int slot) {
        BitSet slots = removed.get(replica);
        return slots != null && slots.get(slot);
    }

    /** Whether this succession added a replica to those in sync: it becomes primary with the next one at the earliest (I16). */
    boolean justAdded(int slot) {
        return added.get(slot);
    }

    /** Whether the member itself offered the primary role of the slot. */
    boolean offered(MemberId member, int slot) {
        BitSet slots = handedOver.get(member);
        return slots != null && slots.get(slot);
    }

    Set<MemberId> offering() {
        return handedOver.keySet();
    }
}
