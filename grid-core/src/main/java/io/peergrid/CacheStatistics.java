package io.peergrid;

/**
 * What one member's handles of a cache did since it joined. Immutable.
 *
 * @param hits reads that found a value whose time was not over
 * @param misses reads that found none
 * @param loads calls of loaders that ended well, of each key once
 * @param loadFailures calls of loaders that failed or took too long
 * @param loadsRefused values that were loaded and not kept, because the key was changed or invalidated meanwhile
 * @param waits reads that waited for somebody else's load
 * @param staleReads reads that got a value whose time was over, because its loader failed
 * @param refreshes values that were loaded ahead of their time
 * @param writes rows written or deleted by writers
 * @param writeFailures calls of writers that failed
 */
public record CacheStatistics(
        long hits,
        long misses,
        long loads,
        long loadFailures,
        long loadsRefused,
        long waits,
        long staleReads,
        long refreshes,
        long writes,
        long writeFailures) {

    /** From 0 to 1; 1 without reads. */
    public double hitRatio() {
        long reads = hits + misses;
        return reads == 0 ? 1 : (double) hits / reads;
    }
}
