package io.peergrid.bench.peergrid;

import io.peergrid.Grid;
import io.peergrid.GridTopology;
import io.peergrid.bench.harness.Member;
import io.peergrid.bench.harness.Store;

/** A member of the grid. */
final class PeerGridMember implements Member {
    /** The map with near copies. */
    static final String NEAR = "bench-near";

    private final Grid grid;

    PeerGridMember(Grid grid) {
        this.grid = grid;
    }

    @Override
    public void awaitMembers(int members) throws InterruptedException {
        while (!isBalanced(grid.topology(), members)) {
            Thread.sleep(5);
        }
    }

    private static boolean isBalanced(GridTopology topology, int members) {
        int fair = topology.slotCount() / members;
        return topology.members().size() == members
                && topology.slotsShortOfCopies() == 0
                && topology.slotsLearning() == 0
                && topology.members().stream()
                        .allMatch(share -> share.primaries() > fair * 9 / 10 && share.backups() > fair * 9 / 10);
    }

    @Override
    public Store store(Kind kind) {
        return new PeerGridStore(
                grid,
                switch (kind) {
                    case SAFE -> grid.map("bench", String.class, byte[].class);
                    case ASYNC_BACKUP -> grid.asynchronousMap("bench", String.class, byte[].class);
                    case NEAR -> grid.map(NEAR, String.class, byte[].class);
                });
    }
}
