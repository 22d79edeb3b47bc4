package io.peergrid.node;

import io.peergrid.GridEvent;
import io.peergrid.GridMember;
import io.peergrid.SlotRanges;
import io.peergrid.membership.Configuration;
import io.peergrid.membership.Member;
import io.peergrid.membership.MembershipEvent;
import io.peergrid.partition.SlotPolicy;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns what the floors below report into the events of the API. On the protocol thread. */
final class EventTranslator {
    private final GridMember self;
    private final int copiesWanted;
    private final int minInSync;
    private final Clock clock;
    private final Consumer<GridEvent> target;
    private @Nullable Configuration<SlotTable> last;
    private final Set<Suspicion> suspicions = new HashSet<>();
    private boolean shortOfCopies;

    private record Suspicion(MemberId of, MemberId by) {}

    EventTranslator(GridMember self, SlotPolicy policy, Clock clock, Consumer<GridEvent> target) {
        this.self = self;
        copiesWanted = policy.backups() + 1;
        minInSync = policy.minInSync();
        this.clock = clock;
        this.target = target;
    }

    /** A configuration is installed: what it changed, in events. */
    void installed(Configuration<SlotTable> now) {
        TableChanges.between(last, now, at()).forEach(target);
        last = now;
        suspicions.removeIf(suspicion -> !now.lists(suspicion.of()) || !now.lists(suspicion.by()));
        int missing = TableChanges.shortOfCopies(now, copiesWanted);
        if (missing > 0 != shortOfCopies) {
            shortOfCopies = missing > 0;
            target.accept(
                    shortOfCopies
                            ? new GridEvent.SlotsShortOfCopies(at(), missing, copiesWanted, now.epoch())
                            : new GridEvent.CopiesComplete(at(), copiesWanted, now.epoch()));
        }
    }

    /** The membership told; everything but what {@link #installed} and the join doctor tell. */
    void happened(MembershipEvent event) {
        GridEvent translated = translate(event);
        if (translated != null) {
            target.accept(translated);
        }
    }

    /** Replication told about this member's own slots. */
    void happened(ReplicationNews.Matter matter, ReplicationNews.Extent extent) {
        SlotRanges ranges = TableChanges.ranges(extent.slots());
        long epoch = matter.epoch();
        target.accept(
                switch (matter.kind()) {
                    case SERVING -> new GridEvent.Serving(at(), ranges, self, epoch);
                    case SILENT ->
                        new GridEvent.CopyRejected(at(), ranges, holder(matter), "does not acknowledge", epoch);
                    case DIVERGED ->
                        new GridEvent.CopyRejected(at(), ranges, holder(matter), "has another history", epoch);
                    case TOO_FEW_COPIES -> new GridEvent.WritesRefused(at(), ranges, minInSync, epoch);
                    case DROPPED ->
                        new GridEvent.SplitReport(at(), ranges, extent.entries(), extent.acknowledged(), epoch);
                });
    }

    private GridMember holder(ReplicationNews.Matter matter) {
        MemberId id = Objects.requireNonNull(matter.member());
        return last == null ? GridMembers.unlisted(id) : GridMembers.of(last, id);
    }

    private @Nullable GridEvent translate(MembershipEvent event) {
        Instant at = at();
        if (event instanceof MembershipEvent.Founded e) {
            return new GridEvent.Founded(at, GridMembers.of(e.members()));
        } else if (event instanceof MembershipEvent.Suspected e && isNew(e.member(), e.by())) {
            return new GridEvent.Suspected(at, of(e.member()), of(e.by()), e.reason());
        } else if (event instanceof MembershipEvent.SuspicionWithdrawn e && isOver(e.member(), e.by())) {
            return new GridEvent.Trusted(at, of(e.member()), of(e.by()));
        } else if (event instanceof MembershipEvent.FoundDead e) {
            return new GridEvent.FoundDead(at, of(e.member()), GridMembers.of(e.reporters()), e.needed(), e.proven());
        } else if (event instanceof MembershipEvent.CandidacyStarted e) {
            return new GridEvent.VoteStarted(at, self, e.term(), e.epoch(), e.reason());
        } else if (event instanceof MembershipEvent.VoteGiven e) {
            return new GridEvent.Voted(at, self, of(e.candidate()), e.term());
        } else if (event instanceof MembershipEvent.VoteReceived e
                && !of(e.voter()).equals(self)) {
            return new GridEvent.Voted(at, of(e.voter()), self, e.term());
        } else if (event instanceof MembershipEvent.LeaderElected e) {
            return new GridEvent.LeaderElected(at, of(e.leader()), e.term(), e.epoch(), GridMembers.of(e.voters()));
        } else if (event instanceof MembershipEvent.LeaderLost e) {
            return new GridEvent.LeaderLost(at, of(e.leader()), e.term(), e.reason());
        } else if (event instanceof MembershipEvent.SuccessorProposed e) {
            return new GridEvent.Proposed(at, self, e.epoch(), e.again(), e.changes());
        } else if (event instanceof MembershipEvent.SuccessorHeldBack e) {
            return new GridEvent.HeldBack(at, e.epoch(), of(e.by()), of(e.waitingFor()));
        } else if (event instanceof MembershipEvent.ConfigurationInstalled e) {
            return new GridEvent.ConfigurationInstalled(
                    at, e.now().epoch(), e.now().members().size(), e.changes());
        } else if (event instanceof MembershipEvent.LeaseLost e) {
            return new GridEvent.LeaseLost(at, e.reason());
        } else if (event instanceof MembershipEvent.LeaseGained) {
            return new GridEvent.LeaseRegained(at);
        } else if (event instanceof MembershipEvent.StrangerRefused e) {
            return new GridEvent.StrangerRefused(at, GridMembers.unlisted(e.from()), e.reason());
        } else if (event instanceof MembershipEvent.Paused e) {
            return new GridEvent.Paused(at, Duration.ofNanos(e.nanos()), e.reason());
        }
        return null;
    }

    /** One suspicion may have several signs; it is told with the first. */
    private boolean isNew(Member member, Member by) {
        return suspicions.add(new Suspicion(member.id(), by.id()));
    }

    /** Not if the member was removed meanwhile. */
    private boolean isOver(Member member, Member by) {
        return suspicions.remove(new Suspicion(member.id(), by.id()));
    }

    private static GridMember of(Member member) {
        return GridMembers.of(member);
    }

    private Instant at() {
        return Instant.ofEpochMilli(clock.wallMillis());
    }
}
