package io.peergrid.partition;

import io.peergrid.ports.MemberId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who does what for a slot. Immutable; slots with equal assignments share one instance.
 *
 * @param primary orders the slot's operations; null while the slot is OFFLINE (no live listed member)
 * @param slotTerm the epoch in which the present primary was installed
 * @param inSync members that hold every acknowledged write, the primary among them; sorted; never becomes empty by itself
 * @param eligible members that still hold every committed entry although they left {@code inSync} (2.7); sorted
 * @param learners members being filled; sorted
 * @param heir the in-sync member that is to take the primary's place by a planned move, or null
 */
public record SlotAssignment(
        @Nullable MemberId primary,
        long slotTerm,
        List<MemberId> inSync,
        List<MemberId> eligible,
        List<MemberId> learners,
        @Nullable MemberId heir) {

    public SlotAssignment {
        inSync = List.copyOf(inSync);
        eligible = List.copyOf(eligible);
        learners = List.copyOf(learners);
    }
}
