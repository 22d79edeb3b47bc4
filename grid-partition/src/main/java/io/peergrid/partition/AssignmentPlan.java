package io.peergrid.partition;

import io.peergrid.ports.MemberId;
import java.util.List;

/** Where the copies of every slot should be. Immutable. */
public final class AssignmentPlan {
    private final Target[] targets;
    private final int copies;

    /**
     * @param targets by slot; neighbours with the same target share one instance
     * @param copies with which a slot is safe, whatever more it should have
     */
    AssignmentPlan(Target[] targets, int copies) {
        this.targets = targets;
        this.copies = copies;
    }

    int copies() {
        return copies;
    }

    public Target target(int slot) {
        return targets[slot];
    }

    /**
     * @param copies all members that should hold the slot, sorted, the primary among them
     */
    public record Target(MemberId primary, List<MemberId> copies) {
        public Target {
            copies = List.copyOf(copies);
        }
    }
}
