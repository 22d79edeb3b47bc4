package io.peergrid;

/** Which entry goes when there is no room for all: those of Redis, and one for caches. See the data model's page, "Expiry and eviction". */
public enum EvictionPolicy {
    /** The one that was used least recently; of a few chosen at random, as in Redis. */
    ALLKEYS_LRU,
    /** The one that was used least often; uses count less as time passes. */
    ALLKEYS_LFU,
    /** Any. */
    ALLKEYS_RANDOM,
    /** As {@link #ALLKEYS_LRU}, of entries with a time to live only. */
    VOLATILE_LRU,
    /** As {@link #ALLKEYS_LFU}, of entries with a time to live only. */
    VOLATILE_LFU,
    /** Any with a time to live. */
    VOLATILE_RANDOM,
    /** The one whose time to live ends first. */
    VOLATILE_TTL,
    /**
     * For caches: an entry stays only if it is used more often than the one that would go in its place. Holds out against scans and
     * adapts to how much recent use matters (W-TinyLFU).
     */
    W_TINY_LFU;

    /** Whether only entries with a time to live may go. */
    public boolean isVolatile() {
        return switch (this) {
            case VOLATILE_LRU, VOLATILE_LFU, VOLATILE_RANDOM, VOLATILE_TTL -> true;
            case ALLKEYS_LRU, ALLKEYS_LFU, ALLKEYS_RANDOM, W_TINY_LFU -> false;
        };
    }
}
