package io.peergrid.replication;

import io.peergrid.partition.Reply;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.ports.MemberId;
import io.peergrid.replication.ReplicaProgress.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A member's side of slots of which it is the primary: what the others have, what is committed (I9 to I11, I13). */
final class PrimaryRole {
    private final Context context;
    private final SlotStates states;

    PrimaryRole(Context context) {
        this.context = context;
        this.states = context.states;
    }

    /** The state of a slot that this member leads; made anew if the slot was at rest. Under the slot's lock. */
    PrimaryState state(LiveSlot live) {
        PrimaryState present = live.primary;
        if (present == null) {
            SlotAssignment assignment = states.assignment(live.slot);
            present = new PrimaryState(assignment.slotTerm());
            for (MemberId member : assignment.inSync()) {
                if (!member.equals(context.self)) {
                    present.replicas.put(
                            member, new ReplicaProgress(member, State.IN_SYNC, states.committed[live.slot]));
                }
            }
            live.primary = present;
        }
        return present;
    }

    /**
     * Appends an entry, applies it and puts it on the streams of all that follow. Under the slot's lock.
     *
     * @param asynchronous whether the caller is answered without waiting for anybody
     * @return the entry's place in the tail, possibly committed already
     */
    TailEntry append(LiveSlot live, Entry entry, boolean asynchronous, Flush flush) {
        int slot = live.slot;
        PrimaryState primary = state(live);
        if (!entry.isBarrier()) {
            // The index before the store: who sees the value must see that it is pending.
            live.pending.add(entry.footprint(), entry.seq());
            context.machine.apply(slot, entry.version(), entry.effects());
        }
        states.advance(slot, entry);
        TailEntry added = new TailEntry(entry, asynchronous);
        live.tail.add(added);
        send(live, primary, added, flush);
        return added;
    }

    private void send(LiveSlot live, PrimaryState primary, TailEntry added, Flush flush) {
        if (primary.replicas.isEmpty()) {
            return;
        }
        StreamCodec.Packed packed = null;
        Outgoing.Meaning meaning = meaning(live.slot, primary.slotTerm, added);
        for (ReplicaProgress replica : primary.replicas.values()) {
            if (replica.active && !replica.rejected && !isLeftBehind(replica)) {
                if (packed == null) {
                    packed = pack(live.slot, primary, added);
                }
                enqueue(replica.member, packed, meaning, flush);
            }
        }
    }

    /** A learner that cannot follow must not stop writes: it starts anew when its stream has room. */
    private boolean isLeftBehind(ReplicaProgress replica) {
        if (replica.state == State.LEARNING && !context.sender(replica.member).hasRoom()) {
            replica.rejected = true;
            replica.diverged = true;
        }
        return replica.rejected;
    }

    static Outgoing.Meaning meaning(int slot, long slotTerm, TailEntry added) {
        return new Outgoing.Meaning(
                List.of(new Outgoing.Mark(slot, slotTerm, added.entry.seq(), false)), List.of(added));
    }

    StreamCodec.Packed pack(int slot, PrimaryState primary, TailEntry added) {
        boolean answeredThere = !added.asynchronous && isOnlyOther(primary);
        return StreamCodec.pack(
                new StreamItem.Append(slot, primary.slotTerm, states.committed[slot], answeredThere, added.entry));
    }

    private boolean isOnlyOther(PrimaryState primary) {
        int waitedFor = 0;
        for (ReplicaProgress replica : primary.replicas.values()) {
            waitedFor += isInAckSet(replica) ? 1 : 0;
        }
        return waitedFor == 1;
    }

    Outgoing enqueue(MemberId to, StreamCodec.Packed packed, Outgoing.Meaning meaning, Flush flush) {
        PeerSender sender = context.sender(to);
        flush.send(sender);
        return sender.append(packed, meaning, context.itemEpoch);
    }

    /** Whether commits wait for this replica. */
    boolean isInAckSet(ReplicaProgress replica) {
        if (replica.removing && !context.rules.keepsUntilRemovalIsInstalled()) {
            return false;
        }
        return switch (replica.state) {
            case IN_SYNC -> true;
            case LEARNING -> false;
            case JOINING, REQUESTED -> context.rules.joinsAckSetBeforeAddition();
        };
    }

    /** Whose acknowledgements a commit of the slot waits for. Under the slot's lock. */
    Set<MemberId> ackSet(int slot) {
        Set<MemberId> ackSet = new TreeSet<>();
        LiveSlot live = states.liveIfAny(slot);
        PrimaryState primary = live == null ? null : live.primary;
        if (primary == null) {
            ackSet.addAll(states.assignment(slot).inSync());
            ackSet.remove(context.self);
        } else {
            primary.replicas.values().stream().filter(this::isInAckSet).forEach(replica -> ackSet.add(replica.member));
        }
        return ackSet;
    }

    /** Commits what can be committed. Under the slot's lock. */
    void advance(LiveSlot live, Flush flush) {
        PrimaryState primary = live.primary;
        if (primary == null) {
            return;
        }
        int slot = live.slot;
        boolean moved = false;
        while (!live.tail.isEmpty() && isCommittable(slot, primary, live.tail.getFirst())) {
            TailEntry head = live.tail.removeFirst();
            head.commit();
            live.pending.remove(head.entry.footprint(), head.entry.seq());
            states.committed[slot] = head.entry.seq();
            head.takeDue().forEach(flush::answer);
            if (head.entry.isBarrier() && head.entry.term() == primary.slotTerm) {
                serve(live, primary, flush);
            }
            moved = true;
        }
        if (moved && context.commits().watches(slot)) {
            long seq = states.committed[slot];
            flush.later(() -> context.commits().committed(slot, seq));
        }
        if (moved && live.tail.isEmpty() && primary.heir != null) {
            flush.wake();
        }
    }

    private void serve(LiveSlot live, PrimaryState primary, Flush flush) {
        states.serveAsPrimary(live.slot, primary.slotTerm);
        flush.serving(live.slot);
        if (!primary.held.isEmpty()) {
            flush.wake();
        }
    }

    private boolean isCommittable(int slot, PrimaryState primary, TailEntry head) {
        if (context.rules.respectsMinInSync()
                && states.assignment(slot).inSync().size() < context.view.minInSync()) {
            return false;
        }
        long now = context.clock.nanoTime();
        for (ReplicaProgress replica : primary.replicas.values()) {
            if (isInAckSet(replica)) {
                boolean acknowledged = replica.ackedSeq >= head.entry.seq();
                long silent = replica.waitingSinceNanos == 0 ? 0 : now - replica.waitingSinceNanos;
                if (!context.rules.countsAsAcknowledged(acknowledged, silent)) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * A peer has everything up to an item of its stream.
     *
     * @param answered whether it answered the caller, unless that is this member
     */
    void acknowledged(MemberId peer, Outgoing item, boolean answered, Flush flush) {
        for (Outgoing.Mark mark : item.meaning.marks()) {
            synchronized (states.lock(mark.slot())) {
                if (answered) {
                    item.meaning.entries().forEach(this::noteAnswered);
                }
                LiveSlot live = states.liveIfAny(mark.slot());
                ReplicaProgress replica = replica(live, mark.slotTerm(), peer);
                if (live != null && replica != null && replica.counts(item)) {
                    replica.ackedSeq = Math.max(replica.ackedSeq, mark.seq());
                    replica.waitingSinceNanos = 0;
                    if (mark.ending() && replica.state == State.LEARNING) {
                        replica.complete = true;
                        join(replica, mark.slot());
                    }
                    if (replica.state == State.JOINING && replica.ackedSeq >= replica.joinSeq) {
                        flush.wake();
                    }
                    advance(live, flush);
                    states.dropIfAtRest(mark.slot());
                }
            }
        }
    }

    private void noteAnswered(TailEntry entry) {
        Entry.Operation operation = entry.entry.operation();
        if (operation != null && !operation.caller().equals(context.self)) {
            entry.answeredByCopy();
        }
    }

    /** Commits wait for it from here on; its addition is requested when it has everything (I14). */
    void join(ReplicaProgress replica, int slot) {
        replica.state = State.JOINING;
        replica.joinSeq = states.seq[slot];
        replica.requestedIn = -1;
        replica.waitingSinceNanos = 0;
    }

    /** A peer does not store what it is sent for a slot. */
    void rejected(MemberId peer, StreamCodec.Note note, Flush flush) {
        int slot = note.slot();
        synchronized (states.lock(slot)) {
            LiveSlot live = states.liveIfAny(slot);
            if (live == null && states.leads[slot] == note.slotTerm() + 1) {
                live = states.live(slot);
                state(live);
            }
            ReplicaProgress replica = replica(live, note.slotTerm(), peer);
            if (live == null || replica == null || replica.rejected || !replica.active) {
                return;
            }
            Outgoing from = replica.countFrom;
            if (from != null && note.fromSeq() < from.streamSeq()) {
                return;
            }
            replica.rejected = true;
            // Otherwise it has a newer configuration, which will come here, too.
            replica.diverged = note.reason() != Rejection.FENCED && note.reason() != Rejection.KEPT;
            if (replica.diverged) {
                flush.event(new ReplicationEvent.Diverged(context.epoch(), peer, slot));
                flush.wake();
            }
        }
    }

    private @Nullable ReplicaProgress replica(@Nullable LiveSlot live, long slotTerm, MemberId peer) {
        PrimaryState primary = live == null ? null : live.primary;
        return primary == null || primary.slotTerm != slotTerm ? null : primary.replicas.get(peer);
    }

    /** The slot goes to another, or nobody. Under the slot's lock. */
    void demote(int slot, long epoch, Flush flush, List<Call> homeless) {
        states.stopServing(slot);
        states.leads[slot] = 0;
        LiveSlot live = states.liveIfAny(slot);
        if (live == null) {
            return;
        }
        for (TailEntry entry : live.tail) {
            entry.abandon(epoch);
            for (Answer answer : entry.takeWaiting()) {
                flush.reply(
                        answer.call(), answer.call().part().mutation() ? Reply.Status.UNKNOWN : Reply.Status.TRY_AGAIN);
            }
        }
        PrimaryState primary = live.primary;
        if (primary != null) {
            primary.held.forEach(held -> homeless.add(held.call()));
            live.primary = null;
        }
        states.dropIfAtRest(slot);
    }

    /**
     * This member becomes primary: what it holds above the committed seq becomes pending, and a barrier is appended.
     * Under the slot's lock.
     *
     * @return the barrier if it is all that must be sent, so that it can travel with others; null if it is on its way
     */
    @Nullable
    TailEntry promote(int slot, SlotAssignment assignment, Flush flush) {
        states.stopServing(slot);
        states.leads[slot] = assignment.slotTerm() + 1;
        states.filled[slot] = 0;
        states.clashed[slot] = false;
        LiveSlot live = states.live(slot);
        live.shadow = null;
        List<TailEntry> taken = new ArrayList<>(live.tail);
        live.tail.clear();
        PrimaryState primary = state(live);
        for (TailEntry old : taken) {
            TailEntry mine = new TailEntry(old.entry, old.asynchronous);
            live.tail.add(mine);
            send(live, primary, mine, flush);
        }
        long now = Math.max(states.timeMillis[slot], context.clock.wallMillis());
        Entry barrier = Entry.barrier(assignment.slotTerm(), states.seq[slot] + 1, states.term[slot], now);
        if (!taken.isEmpty() || primary.replicas.isEmpty()) {
            append(live, barrier, false, flush);
            settlePromotion(live, primary, flush);
            return null;
        }
        states.advance(slot, barrier);
        TailEntry alone = new TailEntry(barrier, false);
        live.tail.add(alone);
        settlePromotion(live, primary, flush);
        return alone;
    }

    private void settlePromotion(LiveSlot live, PrimaryState primary, Flush flush) {
        if (!context.rules.waitsForBarrier()) {
            states.serveAsPrimary(live.slot, primary.slotTerm);
        }
        follow(live, flush);
    }

    /** A configuration was installed in which this member is primary under the slotTerm it leads. Under the slot's lock. */
    void follow(LiveSlot live, Flush flush) {
        SlotAssignment assignment = states.assignment(live.slot);
        PrimaryState primary = state(live);
        primary.replicas
                .values()
                .removeIf(replica -> !assignment.inSync().contains(replica.member)
                        && !assignment.learners().contains(replica.member));
        for (MemberId member : assignment.inSync()) {
            ReplicaProgress replica = primary.replicas.get(member);
            if (replica != null) {
                replica.state = State.IN_SYNC;
            } else if (!member.equals(context.self)) {
                primary.replicas.put(member, new ReplicaProgress(member, State.IN_SYNC, states.committed[live.slot]));
            }
        }
        for (MemberId member : assignment.learners()) {
            ReplicaProgress replica = primary.replicas.get(member);
            if (replica == null || replica.state == State.IN_SYNC) {
                primary.replicas.put(member, new ReplicaProgress(member, State.LEARNING, 0));
            } else if (replica.state == State.REQUESTED) {
                // The epoch it was requested for has passed without it; it joins again at once.
                join(replica, live.slot);
            }
        }
        primary.heir = assignment.heir();
        advance(live, flush);
        if (primary.heir != null && !live.tail.isEmpty()) {
            hurry(live, flush);
        }
    }

    /** Somebody waits for commits of a slot, and a copy that answered a caller takes its time to say so. Under the slot's lock. */
    void hurry(LiveSlot live, Flush flush) {
        PrimaryState primary = live.primary;
        if (primary != null) {
            primary.replicas.keySet().forEach(member -> flush.hurry(context.sender(member)));
        }
    }
}
