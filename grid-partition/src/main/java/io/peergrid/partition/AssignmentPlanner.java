package io.peergrid.partition;

/** Where the copies of every slot should be. */
public final class AssignmentPlanner {
    private final int slotCount;
    private final int backups;

    public AssignmentPlanner(int slotCount, int backups) {
        this.slotCount = slotCount;
        this.backups = backups;
    }

    int copiesWanted(int members) {
        return slotCount == 0 ? 0 : Math.min(backups + 1, members);
    }
}
