package io.peergrid.replication;

import io.peergrid.partition.SlotRequest;
import io.peergrid.partition.SlotSet;
import io.peergrid.ports.MemberId;
import io.peergrid.replication.ReplicaProgress.State;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is looked after from time to time: replicas that are late, learners that are ready, slots to be handed over, calls that
 * were held. Runs on the protocol thread only, so one epoch holds for a whole round and goes with what it asks for.
 */
final class Upkeep {
    private final Context context;
    private final SlotStates states;
    private final PrimaryRole primaryRole;
    private final Copying copying;
    private final Operations operations;

    /** What one round asks for, by the member it is about. */
    private final Map<MemberId, BitSet> additions = new TreeMap<>();

    private final Map<MemberId, BitSet> removals = new TreeMap<>();
    private final Map<MemberId, BitSet> handOvers = new TreeMap<>();
    private final Map<MemberId, BitSet> silent = new TreeMap<>();
    private final Map<MemberId, BitSet> ready = new TreeMap<>();
    private final Map<MemberId, BitSet> handed = new TreeMap<>();
    private long lastRoundNanos;
    private long lastRequestNanos;
    private long lastForgetNanos;

    Upkeep(Context context, PrimaryRole primaryRole, Copying copying, Operations operations) {
        this.context = context;
        this.states = context.states;
        this.primaryRole = primaryRole;
        this.copying = copying;
        this.operations = operations;
        lastRoundNanos = context.clock.nanoTime();
        lastRequestNanos = lastRoundNanos;
        lastForgetNanos = lastRoundNanos;
    }

    void round(Flush flush) {
        long now = context.clock.nanoTime();
        long epoch = context.epoch();
        // After a pause of our own nobody else is late.
        boolean wasPaused = now - lastRoundNanos > context.settings.replicaTimeoutNanos() / 2;
        lastRoundNanos = now;
        boolean repeat = now - lastRequestNanos >= context.settings.requestAgainNanos();
        states.forEachLive(slot -> look(slot, now, epoch, wasPaused, repeat, flush));
        states.forEachLive(slot -> operations.releaseHeld(slot, now, flush));
        request(epoch, now, repeat, flush);
        copying.pumpAll(flush);
        for (PeerSender sender : context.sendersInOrder()) {
            flush.later(() -> sender.tick(now, context.epoch()));
        }
        if (now - lastForgetNanos >= context.settings.recordGraceNanos() / 4) {
            lastForgetNanos = now;
            context.records.forgetGone(context.view.members(), now, context.settings.recordGraceNanos());
        }
    }

    private void look(int slot, long now, long epoch, boolean wasPaused, boolean repeat, Flush flush) {
        synchronized (states.lock(slot)) {
            LiveSlot live = states.liveIfAny(slot);
            if (live == null) {
                return;
            }
            PrimaryState primary = live.primary;
            if (primary == null) {
                operations.redirectLate(live, now, flush);
                return;
            }
            for (ReplicaProgress replica : primary.replicas.values().toArray(ReplicaProgress[]::new)) {
                watch(live, primary, replica, now, wasPaused, repeat);
                ask(slot, replica, epoch, repeat);
            }
            handOver(live, primary, epoch, repeat);
            primaryRole.advance(live, flush);
            states.dropIfAtRest(slot);
        }
    }

    private void watch(
            LiveSlot live, PrimaryState primary, ReplicaProgress replica, long now, boolean wasPaused, boolean repeat) {
        int slot = live.slot;
        boolean owes = primaryRole.isInAckSet(replica)
                && !live.tail.isEmpty()
                && replica.ackedSeq < live.tail.getLast().entry.seq();
        if (!owes || wasPaused) {
            replica.waitingSinceNanos = 0;
        }
        if (owes && replica.waitingSinceNanos == 0) {
            replica.waitingSinceNanos = now == 0 ? 1 : now;
        }
        boolean late = owes && now - replica.waitingSinceNanos >= context.settings.replicaTimeoutNanos();
        if (!replica.removing && (late || replica.diverged)) {
            if (replica.state == State.IN_SYNC || replica.state == State.REQUESTED) {
                replica.removing = true;
                mark(silent, replica.member, slot);
            } else if (repeat) {
                // Nothing was requested for it: it starts anew, and nobody waits for it meanwhile.
                primary.replicas.put(replica.member, new ReplicaProgress(replica.member, State.LEARNING, 0));
                copying.enqueue(replica.member, slot);
            }
        }
    }

    private void ask(int slot, ReplicaProgress replica, long epoch, boolean repeat) {
        boolean joins = primaryRole.isInAckSet(replica)
                ? replica.ackedSeq >= replica.joinSeq
                : !context.rules.joinsAckSetBeforeAddition();
        if (replica.state == State.JOINING && joins && !replica.rejected) {
            replica.state = State.REQUESTED;
            replica.requestedIn = epoch;
            mark(additions, replica.member, slot);
            mark(ready, replica.member, slot);
        } else if (replica.state == State.REQUESTED && repeat && !replica.removing && replica.requestedIn == epoch) {
            mark(additions, replica.member, slot);
        }
        if (replica.removing && (repeat || isMarked(silent, replica.member, slot))) {
            mark(removals, replica.member, slot);
        }
    }

    /** Stops serving when the tail of a slot that is to move is committed (protocol 2.10). */
    private void handOver(LiveSlot live, PrimaryState primary, long epoch, boolean repeat) {
        MemberId heir = primary.heir;
        if (heir == null) {
            return;
        }
        int slot = live.slot;
        if (primary.handedIn < 0 && live.tail.isEmpty() && states.stamp(slot) != 0) {
            states.stopServing(slot);
            primary.handedIn = epoch;
            mark(handOvers, heir, slot);
            mark(handed, heir, slot);
        } else if (primary.handedIn == epoch && repeat) {
            mark(handOvers, heir, slot);
        }
    }

    private void request(long epoch, long now, boolean repeat, Flush flush) {
        if (repeat) {
            lastRequestNanos = now;
        }
        additions.forEach((member, slots) -> ask(new SlotRequest.AddInSync(SlotSet.of(slots), member), epoch, flush));
        removals.forEach(
                (member, slots) -> ask(new SlotRequest.RemoveReplica(SlotSet.of(slots), member), epoch, flush));
        handOvers.forEach((member, slots) -> ask(new SlotRequest.HandOver(SlotSet.of(slots), member), epoch, flush));
        silent.forEach(
                (member, slots) -> flush.event(new ReplicationEvent.ReplicaSilent(epoch, member, SlotSet.of(slots))));
        ready.forEach(
                (member, slots) -> flush.event(new ReplicationEvent.SyncFinished(epoch, member, SlotSet.of(slots))));
        handed.forEach(
                (member, slots) -> flush.event(new ReplicationEvent.HandedOver(epoch, member, SlotSet.of(slots))));
        additions.clear();
        removals.clear();
        handOvers.clear();
        silent.clear();
        ready.clear();
        handed.clear();
    }

    private void ask(SlotRequest request, long epoch, Flush flush) {
        byte[] encoded = request.encode();
        flush.later(() -> context.agreement.request(encoded, epoch));
    }

    private static void mark(Map<MemberId, BitSet> marks, MemberId member, int slot) {
        marks.computeIfAbsent(member, any -> new BitSet()).set(slot);
    }

    private static boolean isMarked(Map<MemberId, BitSet> marks, MemberId member, int slot) {
        @Nullable BitSet slots = marks.get(member);
        return slots != null && slots.get(slot);
    }
}
