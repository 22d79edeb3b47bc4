package io.peergrid;

/**
 * Whether the grid can do without any one member now, as one member knows it. An orchestrator asks the member that it has
 * just restarted, and touches the next one when the answer is {@link #healthy}. Immutable.
 *
 * <p>While {@link #majority} is true the other figures are those of the newest configuration of the whole grid, not older
 * than a lease.
 *
 * @param joined whether the configuration lists this member, and it is not about to leave
 * @param majority whether a majority stands behind this member: it holds a valid lease, or, holding no data, is answered
 * @param epoch of the configuration, or -1 without one
 * @param members how many the configuration lists
 * @param down of these, members found dead that are still counted among the voters
 * @param leaving of these, members that are handing their slots over
 * @param slots 16,384 slots and the few of replicated maps, or 0 without a configuration
 * @param copiesWanted copies of each slot that were asked for (backups + 1), however few members there are
 * @param slotsShortOfCopies slots with fewer in-sync copies than that on members that stay
 * @param copiesMissing copies that these slots lack, together
 * @param slotsOffline of these, slots that no living member holds
 * @param slotsCopying slots some member is being filled with, to replace a copy or to spread the load
 * @param reason why there is no place or no majority, and what would help; otherwise empty
 */
public record GridHealth(
        boolean joined,
        boolean majority,
        long epoch,
        int members,
        int down,
        int leaving,
        int slots,
        int copiesWanted,
        int slotsShortOfCopies,
        int copiesMissing,
        int slotsOffline,
        int slotsCopying,
        String reason) {

    /**
     * Whether any one member may be stopped, restarted or lost now without a slot losing its last copy: this member is in, has
     * a majority, nobody is down or on the way out, and every slot has all the copies that were asked for. Never true with
     * fewer members than copies.
     */
    public boolean healthy() {
        return serving() && down == 0 && leaving == 0 && slotsShortOfCopies == 0;
    }

    /**
     * Whether this member answers for all slots now, be it with fewer copies than wanted: what a readiness probe asks. True
     * for a grid of one member, too.
     */
    public boolean serving() {
        return joined && majority && slotsOffline == 0;
    }

    /** One line for people. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(healthy() ? "healthy: " : "not healthy: ");
        if (!joined) {
            return text.append(reason).toString();
        }
        text.append(members).append(members == 1 ? " member" : " members");
        if (down > 0) {
            text.append(", ").append(down).append(" down");
        }
        if (leaving > 0) {
            text.append(", ").append(leaving).append(" leaving");
        }
        text.append(", epoch ").append(epoch).append(", ");
        if (slotsShortOfCopies == 0) {
            text.append("all ").append(slots).append(" slots have ").append(copies(copiesWanted));
        } else {
            text.append(slotsShortOfCopies)
                    .append(" of ")
                    .append(slots)
                    .append(" slots have fewer than ")
                    .append(copies(copiesWanted))
                    .append(", ")
                    .append(copiesMissing)
                    .append(" missing");
        }
        if (slotsOffline > 0) {
            text.append(", ").append(slotsOffline).append(" without a living copy");
        }
        if (slotsCopying > 0) {
            text.append(", ").append(slotsCopying).append(" being copied");
        }
        return majority ? text.toString() : text.append("; ").append(reason).toString();
    }

    private static String copies(int count) {
        return count == 1 ? "1 copy" : count + " copies";
    }
}
