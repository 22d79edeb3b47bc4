package io.peergrid.changes;

import io.peergrid.membership.Configuration;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What a new configuration means for those who listen to entries (docs/protocols/entry-events.md, section 4). On the protocol thread only. */
public final class Takeovers {
    private final MemberId self;
    private final EntryChanges changes;
    private final BiPredicate<Configuration<SlotTable>, MemberId> takesPart;
    /** Slots that this member got from one that lived on. */
    private final Map<Integer, Handover> handovers = new HashMap<>();

    private record Handover(MemberId from, long at) {}

    /** @param takesPart whether a member is listed, and not as found dead */
    public Takeovers(MemberId self, EntryChanges changes, BiPredicate<Configuration<SlotTable>, MemberId> takesPart) {
        this.self = self;
        this.changes = changes;
        this.takesPart = takesPart;
    }

    /** Before this member acts on the configuration. */
    public void installing(@Nullable Configuration<SlotTable> before, Configuration<SlotTable> now) {
        if (before == null) {
            return;
        }
        for (int slot = 0; slot < now.body().slotCount(); slot++) {
            MemberId last = before.body().assignment(slot).primary();
            if (isTakenOver(slot, last, now)) {
                // Before it leads, so that whoever is heard of later is told.
                changes.tookOver(slot, now.epoch());
                if (livesOn(last, before, now)) {
                    changes.toldByOther(slot);
                }
            }
        }
    }

    /** After this member's replication has switched to it. */
    public void installed(@Nullable Configuration<SlotTable> before, Configuration<SlotTable> now, long nowNanos) {
        if (before == null) {
            return;
        }
        if (changes.hasListeners()) {
            tellMoves(before, now);
        }
        BitSet again = new BitSet();
        BitSet lost = new BitSet();
        handovers.entrySet().removeIf(entry -> isOver(entry.getKey(), entry.getValue(), now, nowNanos, again, lost));
        for (int slot = 0; slot < now.body().slotCount(); slot++) {
            MemberId last = before.body().assignment(slot).primary();
            if (isTakenOver(slot, last, now)) {
                if (last != null && livesOn(last, before, now)) {
                    handovers.put(slot, new Handover(last, nowNanos));
                } else if (last == null || changes.isYoung(slot)) {
                    lost.set(slot);
                }
            }
        }
        changes.takeOver(again, lost);
    }

    private boolean isTakenOver(int slot, @Nullable MemberId last, Configuration<SlotTable> now) {
        return self.equals(now.body().assignment(slot).primary()) && !self.equals(last);
    }

    private boolean livesOn(@Nullable MemberId last, Configuration<SlotTable> before, Configuration<SlotTable> now) {
        return last != null && now.epoch() == before.epoch() + 1 && takesPart.test(now, last);
    }

    private boolean isOver(
            int slot, Handover handover, Configuration<SlotTable> now, long nowNanos, BitSet again, BitSet lost) {
        boolean old = nowNanos - handover.at > changes.neededNanos();
        if (!old && !takesPart.test(now, handover.from)) {
            again.set(slot);
            if (changes.isYoung(slot)) {
                lost.set(slot);
            }
            return true;
        }
        return old || !self.equals(now.body().assignment(slot).primary());
    }

    private void tellMoves(Configuration<SlotTable> before, Configuration<SlotTable> now) {
        BitSet moved = new BitSet();
        for (int slot = 0; slot < now.body().slotCount(); slot++) {
            SlotAssignment assignment = now.body().assignment(slot);
            MemberId primary = assignment.primary();
            if (primary != null
                    && !primary.equals(before.body().assignment(slot).primary())) {
                moved.set(slot);
            }
        }
        if (!moved.isEmpty()) {
            changes.moved(moved, Change.ofTerm(now.epoch()));
        }
    }
}
