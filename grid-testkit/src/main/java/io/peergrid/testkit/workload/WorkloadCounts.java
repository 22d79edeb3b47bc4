package io.peergrid.testkit.workload;

/**
 * How the operations of a workload ended so far.
 *
 * @param acknowledged happened
 * @param refused surely did not happen
 * @param unknown may have happened
 */
public record WorkloadCounts(long acknowledged, long refused, long unknown) {}
