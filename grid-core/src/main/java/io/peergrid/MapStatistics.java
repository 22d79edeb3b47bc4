package io.peergrid;

/**
 * What the handles of one map on this member did since it joined, and what became of its entries here.
 *
 * @param hits reads that found a value
 * @param misses reads that found none
 * @param puts entries written
 * @param removes entries removed by a call; expired and evicted ones are not counted
 * @param refused calls that surely did nothing because the grid could not ({@link GridUnavailableException} and bounds)
 * @param unknown calls that ended in {@link OutcomeUnknownException}
 * @param expirations entries that this member removed as their primary because their time was over
 * @param evictions entries that this member removed as their primary because their place was needed
 * @param entriesHere entries of this map in this member's store, copies included
 * @param reads latency of reads as the caller saw it
 * @param writes latency of writes as the caller saw it
 */
public record MapStatistics(
        long hits,
        long misses,
        long puts,
        long removes,
        long refused,
        long unknown,
        long expirations,
        long evictions,
        long entriesHere,
        LatencyHistogram reads,
        LatencyHistogram writes) {}
