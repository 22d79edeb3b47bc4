package io.peergrid.partition;

import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What turns one table into its successor.
 *
 * @param changes ranges with their new assignments, in order, without the slots that stay
 */
public record SlotTableDelta(List<SlotRange> changes) {

    public SlotTableDelta {
        changes = List.copyOf(changes);
    }

    public static SlotTableDelta between(SlotTable before, SlotTable after) {
        List<SlotRange> changes = new ArrayList<>();
        int slotCount = after.slotCount();
        int slot = 0;
        while (slot < slotCount) {
            SlotAssignment now = after.assignment(slot);
            if (SlotTable.same(before.assignment(slot), now)) {
                slot++;
                continue;
            }
            int from = slot++;
            while (slot < slotCount
                    && SlotTable.same(after.assignment(slot), now)
                    && !SlotTable.same(before.assignment(slot), now)) {
                slot++;
            }
            changes.add(new SlotRange(from, slot, now));
        }
        return new SlotTableDelta(changes);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** The successor; {@code before} itself if nothing changes. */
    public SlotTable applyTo(SlotTable before) {
        if (changes.isEmpty()) {
            return before;
        }
        SlotAssignment[] slots = before.copyOfSlots();
        for (SlotRange change : changes) {
            Arrays.fill(slots, change.from(), change.to(), change.assignment());
        }
        return new SlotTable(slots);
    }

    public void encode(WireWriter out) {
        SlotTableCodec.encode(changes, out);
    }

    /** @throws io.peergrid.wire.WireFormatException for anything {@link #encode} did not write */
    public static SlotTableDelta decode(WireReader in, int slotCount) {
        return new SlotTableDelta(SlotTableCodec.decode(in, slotCount));
    }
}
