package io.peergrid.replication;

import io.peergrid.membership.Configuration;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.partition.SlotPositions;
import io.peergrid.partition.SlotSet;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes this member from one configuration to the next, slot by slot, and gives up roles before they are taken. On the
 * protocol thread only.
 */
final class ConfigurationSwitch {
    private final Context context;
    private final SlotStates states;
    private final PrimaryRole primaryRole;
    private final ReplicaRole replicaRole;
    private final Copying copying;
    private BitSet lastTooFew = new BitSet();

    ConfigurationSwitch(Context context, PrimaryRole primaryRole, ReplicaRole replicaRole, Copying copying) {
        this.context = context;
        this.states = context.states;
        this.primaryRole = primaryRole;
        this.replicaRole = replicaRole;
        this.copying = copying;
    }

    /** What a switch gathers over all slots. */
    private static final class Changes {
        final BitSet promoted = new BitSet();
        final BitSet forgotten = new BitSet();
        final BitSet tooFew = new BitSet();
        final Map<MemberId, BitSet> moving = new TreeMap<>();
        final List<Call> homeless = new ArrayList<>();
        /** Barriers that travel together, by the members they go to. */
        final Map<MemberId, List<Barrier>> barriers = new TreeMap<>();
    }

    private record Barrier(int slot, long slotTerm, TailEntry entry) {}

    /**
     * Switches every slot, then publishes the epoch.
     *
     * @return calls that were held by slots this member has lost
     */
    List<Call> install(@Nullable Configuration<SlotTable> before, Configuration<SlotTable> now, Flush flush) {
        View next = View.of(now, context.settings);
        boolean skipped = before == null || now.epoch() != before.epoch() + 1;
        Changes changes = new Changes();
        // Commits look at the number of copies needed, so this much of the view comes first.
        context.itemEpoch = now.epoch();
        View present = context.view;
        context.view = new View(present.epoch(), present.members(), next.minInSync(), present.table());
        for (int slot = 0; slot < states.count(); slot++) {
            synchronized (states.lock(slot)) {
                switchSlot(slot, now.body().assignment(slot), now.epoch(), skipped, changes, flush);
                states.dropIfAtRest(slot);
            }
        }
        sendBarriers(changes, flush);
        context.dropSendersOf(member -> !next.members().contains(member));
        copying.dropLearners(member -> !next.members().contains(member));
        context.view = next;
        tell(now.epoch(), changes, flush);
        return changes.homeless;
    }

    private void switchSlot(int slot, SlotAssignment now, long epoch, boolean skipped, Changes changes, Flush flush) {
        boolean primary = context.self.equals(now.primary());
        if (states.leads[slot] != 0 && !(primary && states.leads[slot] == now.slotTerm() + 1)) {
            primaryRole.demote(slot, epoch, flush, changes.homeless);
        }
        SlotAssignment old = states.assignment(slot);
        states.assign(slot, now);
        if (primary) {
            if (states.leads[slot] == 0) {
                promote(slot, now, changes, flush);
            } else if (states.liveIfAny(slot) != null || !old.equals(now)) {
                goOn(slot, now, skipped, changes, flush);
            }
            if (now.inSync().size() < context.view.minInSync()) {
                changes.tooFew.set(slot);
            }
        } else if (now.inSync().contains(context.self)) {
            replicaRole.follow(slot, epoch);
        } else if (now.eligible().contains(context.self) || now.learners().contains(context.self)) {
            replicaRole.stepBack(slot, epoch, now, flush);
        } else if (replicaRole.holdsAnything(slot) || !context.machine.isEmpty(slot)) {
            replicaRole.forget(slot, flush);
            changes.forgotten.set(slot);
        } else {
            states.stopServing(slot);
        }
    }

    private void promote(int slot, SlotAssignment now, Changes changes, Flush flush) {
        replicaRole.refuseWaiting(slot, flush);
        TailEntry barrier = primaryRole.promote(slot, now, flush);
        changes.promoted.set(slot);
        if (barrier != null) {
            for (MemberId member : now.inSync()) {
                if (!member.equals(context.self)) {
                    changes.barriers
                            .computeIfAbsent(member, any -> new ArrayList<>())
                            .add(new Barrier(slot, now.slotTerm(), barrier));
                }
            }
        }
        fillLearners(slot, now);
        markMove(slot, now, changes);
    }

    private void goOn(int slot, SlotAssignment now, boolean skipped, Changes changes, Flush flush) {
        LiveSlot live = states.live(slot);
        PrimaryState primary = primaryRole.state(live);
        if (skipped) {
            // A learner may have been unlisted in between and have nothing any more (I7).
            primary.replicas.values().removeIf(replica -> replica.state != ReplicaProgress.State.IN_SYNC);
        }
        MemberId heir = primary.heir;
        if (primary.handedIn >= 0) {
            // Another successor came: nobody else was primary in between.
            primary.handedIn = -1;
            states.serveAsPrimary(slot, primary.slotTerm);
        }
        primaryRole.follow(live, flush);
        fillLearners(slot, now);
        if (now.heir() != null && !now.heir().equals(heir)) {
            markMove(slot, now, changes);
        }
    }

    private void fillLearners(int slot, SlotAssignment now) {
        if (now.learners().isEmpty()) {
            return;
        }
        PrimaryState primary = primaryRole.state(states.live(slot));
        for (MemberId learner : now.learners()) {
            ReplicaProgress replica = primary.replicas.get(learner);
            if (replica != null && replica.state == ReplicaProgress.State.LEARNING && !replica.active) {
                copying.enqueue(learner, slot);
            }
        }
    }

    private static void markMove(int slot, SlotAssignment now, Changes changes) {
        MemberId heir = now.heir();
        if (heir != null) {
            changes.moving.computeIfAbsent(heir, any -> new BitSet()).set(slot);
        }
    }

    /** One item a peer, however many slots are at rest. */
    private void sendBarriers(Changes changes, Flush flush) {
        changes.barriers.forEach((member, barriers) -> {
            List<StreamItem.Run> runs = new ArrayList<>();
            List<Outgoing.Mark> marks = new ArrayList<>(barriers.size());
            List<TailEntry> entries = new ArrayList<>(barriers.size());
            long time = 0;
            for (Barrier barrier : barriers) {
                Entry entry = barrier.entry.entry;
                time = Math.max(time, entry.timeMillis());
                Runs.add(runs, barrier.slot, barrier.slotTerm, entry.previousTerm(), entry.seq() - 1);
                marks.add(new Outgoing.Mark(barrier.slot, barrier.slotTerm, entry.seq(), false));
                entries.add(barrier.entry);
            }
            primaryRole.enqueue(
                    member,
                    StreamCodec.pack(new StreamItem.Barriers(time, runs)),
                    new Outgoing.Meaning(marks, entries),
                    flush);
        });
    }

    private void tell(long epoch, Changes changes, Flush flush) {
        if (!changes.promoted.isEmpty()) {
            flush.event(new ReplicationEvent.Promoted(epoch, SlotSet.of(changes.promoted)));
        }
        if (!changes.tooFew.equals(lastTooFew)) {
            lastTooFew = changes.tooFew;
            flush.event(new ReplicationEvent.TooFewCopies(epoch, SlotSet.of(changes.tooFew)));
        }
        if (!changes.forgotten.isEmpty()) {
            flush.event(new ReplicationEvent.Forgotten(epoch, SlotSet.of(changes.forgotten)));
        }
        changes.moving.forEach(
                (heir, slots) -> flush.event(new ReplicationEvent.MoveStarted(epoch, heir, SlotSet.of(slots))));
    }

    /** Stops serving what the successor takes, where that can be done at once (protocol 2.5). */
    boolean relinquish(Configuration<SlotTable> current, Configuration<SlotTable> successor) {
        boolean allGivenUp = true;
        SlotTable table = current.body();
        SlotTable then = successor.body();
        for (int slot = 0; slot < states.count(); slot++) {
            SlotAssignment old = table.assignment(slot);
            SlotAssignment next = then.assignment(slot);
            if (old.inSync().contains(context.self)) {
                allGivenUp &= giveUp(slot, old, next, current.epoch());
            }
        }
        return allGivenUp;
    }

    private boolean giveUp(int slot, SlotAssignment old, SlotAssignment next, long epoch) {
        if (context.self.equals(old.primary())) {
            if (context.self.equals(next.primary()) && old.slotTerm() == next.slotTerm()) {
                return true;
            }
            synchronized (states.lock(slot)) {
                LiveSlot live = states.liveIfAny(slot);
                PrimaryState primary = live == null ? null : live.primary;
                return primary != null && primary.handedIn == epoch;
            }
        }
        if (!next.inSync().contains(context.self)) {
            synchronized (states.lock(slot)) {
                if (context.rules.consentStopsReading() && states.leads[slot] == 0) {
                    states.stopServing(slot);
                }
            }
        }
        return true;
    }

    /** Where this member's copies of the suspects' slots, and of slots without a primary, end. */
    byte[] positions(Configuration<SlotTable> current, Set<MemberId> suspects) {
        SlotPositions.Builder positions = SlotPositions.builder();
        for (int slot = 0; slot < states.count(); slot++) {
            SlotAssignment assignment = current.body().assignment(slot);
            MemberId primary = assignment.primary();
            boolean asked = primary == null || suspects.contains(primary);
            if (asked
                    && (assignment.inSync().contains(context.self)
                            || assignment.eligible().contains(context.self))) {
                synchronized (states.lock(slot)) {
                    positions.add(slot, states.term[slot], states.seq[slot]);
                }
            }
        }
        return positions.build().encode();
    }
}
