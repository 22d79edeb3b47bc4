package io.peergrid;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is in the grid and who holds what, as this member knows it: one installed configuration, immutable.
 *
 * @param cluster name of the grid
 * @param clusterId drawn when the grid was founded
 * @param epoch counts agreed configurations
 * @param wireVersion the form of messages that the members use, see {@link GridEvent.WireVersionRaised}
 * @param leader the member that proposes the next configuration, or null while this member knows of none
 * @param self this member
 * @param slotCount number of slots of the grid, those of replicated maps not counted
 * @param copiesWanted copies of each slot the configuration asks for, the primary included; bounded by the members
 * @param members each with its share
 * @param slots ascending ranges of slots with equal holders; together all that are counted
 */
public record GridTopology(
        String cluster,
        String clusterId,
        long epoch,
        int wireVersion,
        @Nullable GridMember leader,
        GridMember self,
        int slotCount,
        int copiesWanted,
        List<MemberShare> members,
        List<SlotRange> slots) {

    public GridTopology {
        members = List.copyOf(members);
        slots = List.copyOf(slots);
    }

    /** How a member stands. */
    public enum Status {
        ACTIVE,
        /** Hands its slots over before it goes. */
        LEAVING,
        /** Found dead, holds nothing, still counted among the voters. */
        DOWN
    }

    /**
     * @param release of the grid's code that it runs, or empty
     * @param holder whether it may hold slots; observers and witnesses do not
     * @param voter whether it votes on the next configuration
     * @param primaries slots it answers for
     * @param backups slots it holds an in-sync copy of besides
     * @param learning slots it is being filled with
     */
    public record MemberShare(
            GridMember member,
            Status status,
            String release,
            boolean holder,
            boolean voter,
            int primaries,
            int backups,
            int learning) {}

    /**
     * @param first first slot, included
     * @param last last slot, included
     * @param primary answers for the slots; null while they are offline
     * @param backups in-sync copies besides the primary
     * @param learners members being filled
     */
    public record SlotRange(
            int first, int last, @Nullable GridMember primary, List<GridMember> backups, List<GridMember> learners) {
        public SlotRange {
            backups = List.copyOf(backups);
            learners = List.copyOf(learners);
        }

        public int count() {
            return last - first + 1;
        }
    }

    /**
     * The range that holds a slot.
     *
     * @throws IllegalArgumentException if there is none, as for the slots of replicated maps
     */
    public SlotRange slot(int slot) {
        for (SlotRange range : slots) {
            if (slot >= range.first() && slot <= range.last()) {
                return range;
            }
        }
        throw new IllegalArgumentException("slot " + slot + " is not between 0 and " + (slotCount - 1));
    }

    /** The member with this id or name. */
    public Optional<MemberShare> member(String idOrName) {
        for (MemberShare share : members) {
            if (share.member().id().equals(idOrName) || share.member().name().equals(idOrName)) {
                return Optional.of(share);
            }
        }
        return Optional.empty();
    }

    /** Slots with fewer in-sync copies than wanted, offline ones included. */
    public int slotsShortOfCopies() {
        long holders = members.stream()
                .filter(share -> share.holder() && share.status() == Status.ACTIVE)
                .count();
        int wanted = (int) Math.min(copiesWanted, Math.max(1, holders));
        int count = 0;
        for (SlotRange range : slots) {
            int copies = range.primary() == null ? 0 : 1 + range.backups().size();
            count += copies < wanted ? range.count() : 0;
        }
        return count;
    }

    /** Slots that no live member holds. */
    public int slotsOffline() {
        int count = 0;
        for (SlotRange range : slots) {
            count += range.primary() == null ? range.count() : 0;
        }
        return count;
    }

    /** Slots some member is being filled with. */
    public int slotsLearning() {
        int count = 0;
        for (SlotRange range : slots) {
            count += range.learners().isEmpty() ? 0 : range.count();
        }
        return count;
    }

    /** A table for people, a line a member. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(cluster)
                .append(", epoch ")
                .append(epoch)
                .append(", ")
                .append(members.size())
                .append(members.size() == 1 ? " member\n" : " members\n");
        for (MemberShare share : members) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-24s %-8s %6d primary %6d backup %6d learning%s%s%n",
                    share.member(),
                    share.status().name().toLowerCase(Locale.ROOT),
                    share.primaries(),
                    share.backups(),
                    share.learning(),
                    share.member().equals(leader)
                            ? "  leader"
                            : share.holder() ? "" : share.voter() ? "  witness" : "  observer",
                    share.member().equals(self) ? "  (this)" : ""));
        }
        return text.toString();
    }
}
