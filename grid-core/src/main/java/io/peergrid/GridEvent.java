package io.peergrid;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to the grid, as this member saw it. Immutable; {@link #at()} is this member's wall clock. */
public sealed interface GridEvent {

    Instant at();

    /** A line for people, without the time. */
    String text();

    /** A member became part of the configuration. */
    record Joined(Instant at, GridMember member, long epoch) implements GridEvent {
        @Override
        public String text() {
            return member + " joined, epoch " + epoch;
        }
    }

    /**
     * A member is no longer part of the configuration.
     *
     * @param orderly true if it had handed everything over and asked to go
     */
    record Left(Instant at, GridMember member, long epoch, boolean orderly) implements GridEvent {
        @Override
        public String text() {
            return member + (orderly ? " left in order" : " was removed") + ", epoch " + epoch;
        }
    }

    /** This member's own opinion that another is down. Moves nothing by itself. */
    record Suspected(Instant at, GridMember member, String reason) implements GridEvent {
        @Override
        public String text() {
            return member + " suspected: " + reason;
        }
    }

    /** A suspected member answered again. */
    record Trusted(Instant at, GridMember member) implements GridEvent {
        @Override
        public String text() {
            return member + " answers again";
        }
    }

    /**
     * A quorum agreed that a member is down.
     *
     * @param reporters who reported it
     * @param proven whether its process has certainly ended, so that nothing needs to be waited for
     */
    record FoundDead(Instant at, GridMember member, List<GridMember> reporters, boolean proven) implements GridEvent {
        public FoundDead {
            reporters = List.copyOf(reporters);
        }

        @Override
        public String text() {
            return member + " found dead by " + reporters
                    + (proven ? ", proof: its process has ended" : ", no proof: its lease is waited for");
        }
    }

    /** A member asks for votes. */
    record VoteStarted(Instant at, GridMember candidate, long term, String reason) implements GridEvent {
        @Override
        public String text() {
            return candidate + " asks for votes in term " + term + ": " + reason;
        }
    }

    /**
     * A majority elected who proposes the next configurations.
     *
     * @param term counts attempts; not an epoch
     */
    record LeaderElected(Instant at, GridMember leader, long term, long epoch) implements GridEvent {
        @Override
        public String text() {
            return leader + " elected leader of term " + term + " over epoch " + epoch;
        }
    }

    /** A new configuration is in force at this member. */
    record ConfigurationInstalled(Instant at, long epoch, int members, String change) implements GridEvent {
        @Override
        public String text() {
            return "epoch " + epoch + " in force, " + members + (members == 1 ? " member: " : " members: ") + change;
        }
    }

    /**
     * Slots of a dead member have a new primary.
     *
     * @param from null if the slots were offline before
     */
    record Promoted(Instant at, SlotRanges slots, @Nullable GridMember from, GridMember to, long epoch)
            implements GridEvent {
        @Override
        public String text() {
            return to + " promoted for " + slots.count() + " slots of " + (from == null ? "nobody" : from) + ", epoch "
                    + epoch;
        }
    }

    /** Slots have a new primary by plan: a member came or goes. */
    record Moved(Instant at, SlotRanges slots, GridMember from, GridMember to, long epoch) implements GridEvent {
        @Override
        public String text() {
            return slots.count() + " slots moved from " + from + " to " + to + ", epoch " + epoch;
        }
    }

    /** Some slots have fewer in-sync copies than wanted; another failure before they are copied may lose data. */
    record SlotsShortOfCopies(Instant at, int slots, int copiesWanted, long epoch) implements GridEvent {
        @Override
        public String text() {
            return slots + " slots have fewer than " + copiesWanted + " copies, epoch " + epoch;
        }
    }

    /** All slots have as many in-sync copies as wanted, again. */
    record CopiesComplete(Instant at, int copiesWanted, long epoch) implements GridEvent {
        @Override
        public String text() {
            return "all slots have " + copiesWanted + (copiesWanted == 1 ? " copy" : " copies") + ", epoch " + epoch;
        }
    }

    /** No live member holds these slots; a listed one may come back. */
    record SlotsOffline(Instant at, SlotRanges slots, long epoch) implements GridEvent {
        @Override
        public String text() {
            return slots.count() + " slots are offline, epoch " + epoch;
        }
    }

    /** The data of these slots is gone with the last member that held it; they begin again, empty. */
    record SlotsLost(Instant at, SlotRanges slots, long epoch) implements GridEvent {
        @Override
        public String text() {
            return slots.count() + " slots lost their data, epoch " + epoch;
        }
    }

    /** This member has no majority behind it and answers nothing. */
    record LeaseLost(Instant at, String reason) implements GridEvent {
        @Override
        public String text() {
            return "this member lost its lease: " + reason;
        }
    }

    /** This member has a majority behind it again. */
    record LeaseRegained(Instant at) implements GridEvent {
        @Override
        public String text() {
            return "this member has its lease again";
        }
    }
}
