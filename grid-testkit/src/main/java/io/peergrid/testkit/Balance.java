package io.peergrid.testkit;

import io.peergrid.Grid;
import io.peergrid.GridTopology;
import io.peergrid.GridTopology.MemberShare;
import io.peergrid.GridTopology.Status;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Whether a grid has come to rest: all members in, each with its share, each slot with all its copies. */
public final class Balance {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private Balance() {}

    /**
     * Waits until each of these members sees the grid at rest.
     *
     * @param grids asked again and again
     * @param members how many there are, those that hold no data included
     * @throws IllegalStateException with what they see if it takes longer
     */
    public static void await(Supplier<? extends Collection<Grid>> grids, int members, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        while (!grids.get().stream().allMatch(grid -> isAtRest(grid.topology(), members))) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("not balanced within " + within + ":\n"
                        + grids.get().stream().map(Grid::topology).toList());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static boolean isAtRest(GridTopology topology, int members) {
        List<MemberShare> active = topology.members().stream()
                .filter(share -> share.status() == Status.ACTIVE)
                .toList();
        List<MemberShare> holders = active.stream().filter(MemberShare::holder).toList();
        int least = topology.slotCount() / Math.max(1, 2 * holders.size());
        return active.size() == members
                && holders.stream().allMatch(share -> share.primaries() >= least)
                && topology.slotsShortOfCopies() == 0
                && topology.slotsLearning() == 0;
    }
}
