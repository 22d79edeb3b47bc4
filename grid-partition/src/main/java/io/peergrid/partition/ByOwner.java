package io.peergrid.partition;

import io.peergrid.ports.MemberId;
import java.util.Comparator;

/** Orders operations so that those for one owner are neighbours, in order of their slots. */
final class ByOwner implements Comparator<Operation> {
    private static final Comparator<MemberId> OWNERS = Comparator.nullsLast(Comparator.naturalOrder());

    private final SlotTable table;

    ByOwner(SlotTable table) {
        this.table = table;
    }

    @Override
    public int compare(Operation a, Operation b) {
        int slotA = a.part.slot();
        int slotB = b.part.slot();
        int byOwner = OWNERS.compare(
                table.assignment(slotA).primary(), table.assignment(slotB).primary());
        return byOwner != 0 ? byOwner : Integer.compare(slotA, slotB);
    }
}
