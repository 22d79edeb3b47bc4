package io.peergrid.partition;

import io.peergrid.membership.Member;
import java.util.List;

/**
 * What a grid wants of its slots; the same on all members.
 *
 * @param slots which there are
 * @param backups copies besides the primary's, at least 0
 * @param minInSync fewest in-sync copies with which a slot commits writes, 1 to {@code backups + 1}
 * @param recreateLostSlots whether a slot of which every holder's process has ended is created anew, empty; otherwise it stays
 *     OFFLINE
 */
public record SlotPolicy(SlotLayout slots, int backups, int minInSync, boolean recreateLostSlots) {

    public SlotPolicy {
        if (backups < 0 || minInSync < 1 || minInSync > backups + 1) {
            throw new IllegalArgumentException("backups " + backups + ", minInSync " + minInSync);
        }
    }

    /** Without replicated slots. */
    public SlotPolicy(int slotCount, int backups, int minInSync, boolean recreateLostSlots) {
        this(SlotLayout.of(slotCount), backups, minInSync, recreateLostSlots);
    }

    /** All slots. */
    public int slotCount() {
        return slots.count();
    }

    /** {@code minInSync}, or the number of members that hold data if they are fewer (2.6); at least 1. */
    public int effectiveMinInSync(List<Member> members) {
        int data = 0;
        for (Member member : members) {
            data += member.data() ? 1 : 0;
        }
        return Math.max(1, Math.min(minInSync, data));
    }
}
