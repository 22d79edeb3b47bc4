package io.peergrid.testkit.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run of one seed showed.
 *
 * @param failure what was broken, or null
 * @param faults how many faults were planned, suppressed ones included
 * @param trace the faults that happened, and whatever else was traced, with virtual times
 */
public record SimulationReport(
        long seed, @Nullable String failure, int faults, SimulationCounters counters, List<String> trace) {

    public SimulationReport {
        trace = List.copyOf(trace);
    }

    public boolean failed() {
        return failure != null;
    }
}
