package io.peergrid.simulation;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Finds a small set of faults that still makes a seed fail, by leaving out one after the other. */
public final class FaultMinimizer {
    private FaultMinimizer() {}

    /**
     * Costs one run a fault and round, until a round drops none.
     *
     * @param faults number of faults of the failing run, {@link Simulation#plannedFaults}
     * @param failsWithout whether the seed still fails without these faults
     * @return the faults that can be suppressed together
     */
    public static Set<Integer> minimize(int faults, Predicate<Set<Integer>> failsWithout) {
        Set<Integer> suppressed = new HashSet<>();
        boolean shrunk = true;
        while (shrunk) {
            shrunk = false;
            for (int fault = faults - 1; fault >= 0; fault--) {
                if (suppressed.add(fault)) {
                    if (failsWithout.test(Set.copyOf(suppressed))) {
                        shrunk = true;
                    } else {
                        suppressed.remove(fault);
                    }
                }
            }
        }
        return suppressed;
    }
}
