package io.peergrid;

import java.util.Objects;

/**
 * When entries may be lost to make room, and which. Immutable. Without a bound they go only when a member's memory is full.
 *
 * <pre>{@code
 * Eviction.by(EvictionPolicy.W_TINY_LFU).maxEntries(100_000)
 * }</pre>
 *
 * @param maxEntries in the whole grid, backups not counted; 0 for no such bound
 * @param maxBytes of heap for the entries in the whole grid, backups not counted; 0 for no such bound
 */
public record Eviction(EvictionPolicy policy, long maxEntries, long maxBytes) {
    private static final long LEAST_BYTES = 1_024;
    private static final long MOST = 1L << 48;

    /** @throws GridConfigException if a bound makes no sense */
    public Eviction {
        Objects.requireNonNull(policy, "policy");
        if (maxEntries < 0 || maxEntries > MOST) {
            throw new GridConfigException("maxEntries must be 1 to 2^48, not " + maxEntries);
        }
        if (maxBytes != 0 && (maxBytes < LEAST_BYTES || maxBytes > MOST)) {
            throw new GridConfigException("maxBytes must be 1024 to 2^48, not " + maxBytes);
        }
    }

    /** By this policy, when a member's memory is full. */
    public static Eviction by(EvictionPolicy policy) {
        return new Eviction(policy, 0, 0);
    }

    /** Also when there are more than so many. Each member keeps to the share that its slots are of all slots. */
    public Eviction maxEntries(long entries) {
        if (entries == 0) {
            throw new GridConfigException("maxEntries must be 1 to 2^48, not 0");
        }
        return new Eviction(policy, entries, maxBytes);
    }

    /** Also when they take more than so many bytes of heap. Each member keeps to the share that its slots are of all slots. */
    public Eviction maxBytes(long bytes) {
        if (bytes == 0) {
            throw new GridConfigException("maxBytes must be 1024 to 2^48, not 0");
        }
        return new Eviction(policy, maxEntries, bytes);
    }
}
