package io.peergrid.partition;

import io.peergrid.ports.MemberId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table under change. Slots with equal assignments keep sharing one instance. */
final class TableDraft {
    private final SlotTable before;
    private final Map<SlotAssignment, SlotAssignment> distinct = new HashMap<>();
    private SlotAssignment @Nullable [] changed;
    private @Nullable SlotAssignment lastSet;
    private @Nullable SlotAssignment lastShared;

    TableDraft(SlotTable before) {
        this.before = before;
    }

    SlotTable before() {
        return before;
    }

    int slotCount() {
        return before.slotCount();
    }

    SlotAssignment get(int slot) {
        SlotAssignment[] slots = changed;
        return slots == null ? before.assignment(slot) : slots[slot];
    }

    void set(int slot, SlotAssignment assignment) {
        if (SlotTable.same(get(slot), assignment)) {
            return;
        }
        SlotAssignment[] slots = changed;
        if (slots == null) {
            slots = before.copyOfSlots();
            changed = slots;
        }
        SlotAssignment shared = lastShared;
        if (shared == null || !SlotTable.isInstance(assignment, lastSet)) {
            SlotAssignment known = distinct.putIfAbsent(assignment, assignment);
            shared = known == null ? assignment : known;
            lastSet = assignment;
            lastShared = shared;
        }
        slots[slot] = shared;
    }

    /** The table as it stands; the one begun with if nothing differs. */
    SlotTable result() {
        SlotAssignment[] slots = changed;
        if (slots == null
                || SlotTableDelta.between(before, new SlotTable(slots)).isEmpty()) {
            return before;
        }
        return new SlotTable(slots.clone());
    }

    static List<MemberId> plus(List<MemberId> sorted, MemberId member) {
        if (sorted.contains(member)) {
            return sorted;
        }
        List<MemberId> more = new ArrayList<>(sorted);
        more.add(member);
        more.sort(null);
        return more;
    }

    static List<MemberId> minus(List<MemberId> sorted, MemberId member) {
        if (!sorted.contains(member)) {
            return sorted;
        }
        List<MemberId> fewer = new ArrayList<>(sorted);
        fewer.remove(member);
        return fewer;
    }
}
