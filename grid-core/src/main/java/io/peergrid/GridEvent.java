package io.peergrid;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to the grid, as this member saw it. Immutable; {@link #at()} is this member's wall clock. Slots from 16,384 on are those of replicated maps. */
public sealed interface GridEvent {

    Instant at();

    /** A line for people, without the time. */
    String text();

    private static String phrase(List<String> changes) {
        return changes.isEmpty() ? "" : ": " + String.join(", ", changes);
    }

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

    /** The grid came into being; this member is one of its founders. */
    record Founded(Instant at, List<GridMember> members) implements GridEvent {
        public Founded {
            members = List.copyOf(members);
        }

        @Override
        public String text() {
            return "grid founded by " + members;
        }
    }

    /** One member's opinion that another is down. Moves nothing by itself. */
    record Suspected(Instant at, GridMember member, GridMember by, String reason) implements GridEvent {
        @Override
        public String text() {
            return by + " suspects " + member + ": " + reason;
        }
    }

    /** A suspected member answered again. */
    record Trusted(Instant at, GridMember member, GridMember by) implements GridEvent {
        @Override
        public String text() {
            return by + " hears " + member + " again";
        }
    }

    /**
     * Enough members agree that another is down, or there is a proof.
     *
     * @param reporters who reported it
     * @param needed how many reports are needed without a proof
     * @param proven whether its process has certainly ended, so that nothing needs to be waited for
     */
    record FoundDead(Instant at, GridMember member, List<GridMember> reporters, int needed, boolean proven)
            implements GridEvent {
        public FoundDead {
            reporters = List.copyOf(reporters);
        }

        @Override
        public String text() {
            return member + " found dead by " + reporters
                    + (proven ? ", proof: its process has ended" : ", no proof: its lease has to run out first");
        }
    }

    /** This member asks for votes. */
    record VoteStarted(Instant at, GridMember candidate, long term, long epoch, String reason) implements GridEvent {
        @Override
        public String text() {
            return candidate + " asks for votes in term " + term + ": " + reason;
        }
    }

    /** A member gave its vote; seen by the voter and by the candidate. */
    record Voted(Instant at, GridMember voter, GridMember candidate, long term) implements GridEvent {
        @Override
        public String text() {
            return voter + " votes for " + candidate + " in term " + term;
        }
    }

    /**
     * A majority elected who proposes the next configurations.
     *
     * @param term counts attempts; not an epoch
     * @param voters who voted for it, as far as this member knows; empty at members that only follow
     */
    record LeaderElected(Instant at, GridMember leader, long term, long epoch, List<GridMember> voters)
            implements GridEvent {
        public LeaderElected {
            voters = List.copyOf(voters);
        }

        @Override
        public String text() {
            return leader + " elected leader of term " + term + " over epoch " + epoch
                    + (voters.isEmpty() ? "" : " by " + voters);
        }
    }

    /** A leader stopped to lead. */
    record LeaderLost(Instant at, GridMember leader, long term, String reason) implements GridEvent {
        @Override
        public String text() {
            return leader + " leads no more: " + reason;
        }
    }

    /**
     * This member, the leader, proposes the next configuration.
     *
     * @param again a proposal that an earlier leader may have brought through
     * @param changes of the members, one phrase each; empty if only slots change hands
     */
    record Proposed(Instant at, GridMember leader, long epoch, boolean again, List<String> changes)
            implements GridEvent {
        public Proposed {
            changes = List.copyOf(changes);
        }

        @Override
        public String text() {
            return leader + " proposes epoch " + epoch + (again ? " again" : "") + phrase(changes);
        }
    }

    /** A proposal waits until a lease has run out. */
    record HeldBack(Instant at, long epoch, GridMember by, GridMember waitingFor) implements GridEvent {
        @Override
        public String text() {
            return "epoch " + epoch + " waits at " + by + " for the lease of " + waitingFor + " to end";
        }
    }

    /**
     * A new configuration is in force at this member.
     *
     * @param members how many it lists
     * @param changes of the members, one phrase each; empty if only slots changed hands
     */
    record ConfigurationInstalled(Instant at, long epoch, int members, List<String> changes) implements GridEvent {
        public ConfigurationInstalled {
            changes = List.copyOf(changes);
        }

        @Override
        public String text() {
            return "epoch " + epoch + " in force, " + members + (members == 1 ? " member" : " members")
                    + phrase(changes);
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

    /**
     * A member is being filled with copies of slots.
     *
     * @param from the primary, which sends them
     */
    record CopyStarted(Instant at, SlotRanges slots, GridMember from, GridMember to, long epoch) implements GridEvent {
        @Override
        public String text() {
            return slots.count() + " slots are being copied from " + from + " to " + to + ", epoch " + epoch;
        }
    }

    /** A member holds copies of slots that are in sync from now on: they count for writes and for failover. */
    record CopyFinished(Instant at, SlotRanges slots, GridMember from, GridMember to, long epoch) implements GridEvent {
        @Override
        public String text() {
            return slots.count() + " slots copied from " + from + " to " + to + ", epoch " + epoch;
        }
    }

    /**
     * This member, the primary, asks that another's copies be no longer waited for. They stay in sync until that is agreed.
     *
     * @param reason such as "does not acknowledge"
     */
    record CopyRejected(Instant at, SlotRanges slots, GridMember holder, String reason, long epoch)
            implements GridEvent {
        @Override
        public String text() {
            return "copies of " + slots.count() + " slots at " + holder + " are given up, it " + reason + ", epoch "
                    + epoch;
        }
    }

    /** This member answers for slots from now on: it was promoted or given them, and everything before is settled. */
    record Serving(Instant at, SlotRanges slots, GridMember primary, long epoch) implements GridEvent {
        @Override
        public String text() {
            return primary + " serves " + slots.count() + " slots, epoch " + epoch;
        }
    }

    /**
     * Slots of this member that refuse writes for want of copies in sync, when that changes.
     *
     * @param slots all of them; none when they accept writes again
     * @param needed copies in sync, the primary included
     */
    record WritesRefused(Instant at, SlotRanges slots, int needed, long epoch) implements GridEvent {
        @Override
        public String text() {
            return slots.count() == 0
                    ? "all slots here accept writes again, epoch " + epoch
                    : slots.count() + " slots here refuse writes until " + needed + " copies are in sync, epoch "
                            + epoch;
        }
    }

    /**
     * This member is back after it had lost slots without knowing, cut off or standing still, and has dropped what it had decided meanwhile: nothing is merged.
     *
     * @param slots where that was
     * @param changes at least 1: all that it did not know to be on the others. They may have some of them all the same, above all those that were acknowledged: no acknowledged change of a synchronous map is gone
     * @param acknowledged of these, changes of asynchronous maps, which had been acknowledged
     */
    record SplitReport(Instant at, SlotRanges slots, long changes, long acknowledged, long epoch) implements GridEvent {
        @Override
        public String text() {
            return "split report: " + changes + " changes in " + slots.count()
                    + " slots that were decided here, and not known to be on other members, are dropped"
                    + (acknowledged == 0
                            ? ""
                            : ", among them " + acknowledged + " acknowledged ones of asynchronous maps")
                    + ", epoch " + epoch;
        }
    }

    /**
     * All members read and write a newer form of messages now, and use it; who reads only older ones is refused from now on.
     *
     * @param before the wire version until now
     */
    record WireVersionRaised(Instant at, int version, int before, long epoch) implements GridEvent {
        @Override
        public String text() {
            return "all members speak wire version " + version + ", which takes the place of " + before + ", epoch "
                    + epoch;
        }
    }

    /**
     * Somebody who is no member of this grid and cannot become one was refused. At most once a minute each.
     *
     * @param stranger its id is known, and its name if it asked to join
     */
    record StrangerRefused(Instant at, GridMember stranger, String reason) implements GridEvent {
        @Override
        public String text() {
            return "refused " + stranger + ": " + reason;
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

    /**
     * This process stood still, or its machine slept; it judges nobody for a while.
     *
     * @param reason what it was, such as "this member stood still"
     */
    record Paused(Instant at, Duration length, String reason) implements GridEvent {
        @Override
        public String text() {
            return reason + " for " + length.toMillis() + " ms";
        }
    }
}
