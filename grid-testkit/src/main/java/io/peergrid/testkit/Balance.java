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
    /** A step of moves follows the one before sooner. */
    private static final long STEADY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private Balance() {}

    /**
     * Waits until each of these members sees the grid at rest.
     *
     * @param grids asked again and again
     * @param members how many there are, those that hold no data included
     * @throws IllegalStateException with what they see if it takes longer
     */
    public static void await(Supplier<? extends Collection<Grid>> grids, int members, Duration within) {
        long begun = System.nanoTime();
        long deadline = begun + within.toNanos();
        long epoch = -1;
        long since = begun;
        while (epoch < 0 || System.nanoTime() - since < STEADY_NANOS) {
            long now = epochAtRest(grids.get(), members);
            if (now != epoch) {
                epoch = now;
                since = System.nanoTime();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("not balanced within " + within + ":\n"
                        + grids.get().stream().map(Grid::topology).toList());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** The epoch that all of them have; -1 if they differ, or one of them does not see the grid at rest. */
    private static long epochAtRest(Collection<Grid> grids, int members) {
        long epoch = -1;
        for (Grid grid : grids) {
            GridTopology topology = grid.topology();
            if (!isAtRest(topology, members) || (epoch >= 0 && topology.epoch() != epoch)) {
                return -1;
            }
            epoch = topology.epoch();
        }
        return epoch;
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
