package io.peergrid.replication;

import io.peergrid.partition.SlotSet;
import io.peergrid.ports.MemberId;

/** What happened to this member's slots, for people and metrics. Told outside of locks; listeners must be quick. */
public sealed interface ReplicationEvent {

    /** The epoch of the configuration that was installed when it happened. */
    long epoch();

    /** This member became primary; it serves these slots when their barriers are committed. */
    record Promoted(long epoch, SlotSet slots) implements ReplicationEvent {}

    /** These slots are served by this member from now on. */
    record Serving(long epoch, SlotSet slots) implements ReplicationEvent {}

    /** Copies are being sent to a learner. */
    record SyncStarted(long epoch, MemberId learner, SlotSet slots) implements ReplicationEvent {}

    /** The learner has everything; its addition is requested. */
    record SyncFinished(long epoch, MemberId learner, SlotSet slots) implements ReplicationEvent {}

    /** These slots are about to be handed over; new writes are held. */
    record MoveStarted(long epoch, MemberId heir, SlotSet slots) implements ReplicationEvent {}

    /** This member has stopped serving these slots; the hand-over is requested. */
    record HandedOver(long epoch, MemberId heir, SlotSet slots) implements ReplicationEvent {}

    /** A replica has another log than the primary, or lacks entries; its removal is requested. */
    record Diverged(long epoch, MemberId replica, int slot) implements ReplicationEvent {}

    /** A replica does not acknowledge; its removal from these slots is requested. */
    record ReplicaSilent(long epoch, MemberId replica, SlotSet slots) implements ReplicationEvent {}

    /** Slots of this member that have fewer in-sync copies than they need to accept writes; told when they change, so none is good news. */
    record TooFewCopies(long epoch, SlotSet slots) implements ReplicationEvent {}

    /**
     * This member dropped what it had decided as primary of a slot before it lost it, and did not know to be on the others.
     *
     * @param entries at least 1; the others may have some of them all the same
     * @param acknowledged how many of them are asynchronous ones, which had been acknowledged
     */
    record Dropped(long epoch, int slot, int entries, int acknowledged) implements ReplicationEvent {}

    /** This member forgot these slots, for no configuration lists it for them any more. */
    record Forgotten(long epoch, SlotSet slots) implements ReplicationEvent {}
}
